import type { Dictionary } from "../i18n";
export const zh: Dictionary = {
  // frame
  "skip": "跳到正文",
  "nav.label": "视图",
  "nav.graph": "图谱",
  "nav.query": "查询",
  "nav.review": "复核",
  "settings": "设置",
  "settings.language": "界面语言",
  "settings.labels": "名称语言",
  "settings.theme": "外观",
  "theme.auto": "跟随系统",
  "theme.light": "浅色",
  "theme.dark": "深色",
  "loading": "正在加载…",
  "failed": "未能完成",
  "retry": "重试",
  "error.offline": "服务器没有响应。",
  "error.view": "无法加载此视图。",
};
