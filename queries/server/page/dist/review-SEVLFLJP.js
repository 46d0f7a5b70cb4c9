import{l as t,m as e}from"./chunk-ORL4R3FA.js";import"./chunk-OOJM4CTU.js";function u(o,n){return e(o,t("h1",null,n.route.view)),{}}export{u as mount};
