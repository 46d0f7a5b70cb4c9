package de

import (
	"testing"

	"trigraph/corpus"
)

func TestAliases(t *testing.T) {
	for _, tt := range []struct{ text, full, short, reason string }{
		{"Das Bundesamt für Häfen und Schiffe (BHS) prüft das.", "Bundesamt für Häfen und Schiffe", "BHS", "brackets"},
		{"Die Bundeshafenagentur (BHafA) prüft das.", "Bundeshafenagentur", "BHafA", "brackets"},
		{"Der VDK (Verband der Kranführer) prüft das.", "Verband der Kranführer", "VDK", "brackets"},
		{"Die Zorbex AG (ehemals Foosoft) prüft das.", "Zorbex AG", "Foosoft", "formerly"},
		{"Das Hafensicherheitsgesetz, kurz HSG, gilt seit Mai.", "Hafensicherheitsgesetz", "HSG", "or"},
		{"Das sagte Anna Zorbex (CDU) gestern.", "", "", ""},
		{"Das prüft die Behörde (siehe unten) derzeit.", "", "", ""},
	} {
		d := analyze(t, tt.text, corpus.Paragraph)
		if tt.full == "" {
			if len(d.Aliases) > 0 {
				t.Errorf("%q: alias %+v, want none", tt.text, d.Aliases)
			}
			continue
		}
		if len(d.Aliases) != 1 {
			t.Errorf("%q: aliases %+v, want one", tt.text, d.Aliases)
			continue
		}
		a := d.Aliases[0]
		if d.Text(a.Full) != tt.full || d.Text(a.Short) != tt.short || a.Reason != tt.reason {
			t.Errorf("%q: %q = %q (%s)", tt.text, d.Text(a.Full), d.Text(a.Short), a.Reason)
		}
	}
}
