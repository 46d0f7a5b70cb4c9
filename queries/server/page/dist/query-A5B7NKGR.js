import{l as t,m as e}from"./chunk-ZWQW6FY3.js";function u(o,n){return e(o,t("h1",null,n.route.view)),{}}export{u as mount};
