import{b as t,c as e}from"./chunk-7VCKGNLX.js";function u(o,n){return e(o,t("h1",null,n.route.view)),{}}export{u as mount};
