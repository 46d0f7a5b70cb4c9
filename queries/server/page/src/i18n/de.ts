import type { Dictionary } from "../i18n";
export const de: Dictionary = {
  // frame
  "skip": "Zum Inhalt",
  "nav.label": "Ansichten",
  "nav.graph": "Graph",
  "nav.query": "Abfrage",
  "nav.review": "Prüfung",
  "settings": "Einstellungen",
  "settings.language": "Sprache der Seite",
  "settings.labels": "Sprache der Namen",
  "settings.theme": "Darstellung",
  "theme.auto": "Wie das System",
  "theme.light": "Hell",
  "theme.dark": "Dunkel",
  "loading": "Wird geladen …",
  "failed": "Das hat nicht geklappt",
  "retry": "Noch einmal versuchen",
  "error.offline": "Der Server antwortet nicht.",
  "error.view": "Diese Ansicht konnte nicht geladen werden.",
};
