package en

import (
	"testing"

	"trigraph/corpus"
)

func TestAliases(t *testing.T) {
	for _, tt := range []struct{ text, full, short, reason string }{
		{"The Dutch Harbour Safety Agency (DHSA) asked people to stay at home.", "Dutch Harbour Safety Agency", "DHSA", "brackets"},
		{"The National Association of Crane Makers (NACM) asked people to stay.", "National Association of Crane Makers", "NACM", "brackets"},
		{"The DHSA (Dutch Harbour Safety Agency) asked people to stay at home.", "Dutch Harbour Safety Agency", "DHSA", "brackets"},
		{"Then Zorblatt Inc. (formerly known as Foosoft) asked people to stay.", "Zorblatt Inc.", "Foosoft", "formerly"},
		{"The Port Safety Act, or PSA, became law after long talks.", "Port Safety Act", "PSA", "or"},
		{"Then people met Anna Zorblatt (CDU) and went home again.", "", "", ""},
		{"Then the Harbour Agency (see below) asked people to stay at home.", "", "", ""},
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
