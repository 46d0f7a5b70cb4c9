package relate

import (
	"slices"
	"testing"

	"trigraph/corpus"
)

// TestParty: who holds a post of a party is a member of it, its head leads it.
func TestParty(t *testing.T) {
	r := newRelater(t)
	for _, c := range []struct {
		lang           corpus.Lang
		sentence, want string
	}{
		{corpus.German, "[Jan Wolf:Person] von der [CDU:Organization] sprach.", "Jan Wolf memberOf CDU"},
		{corpus.German, "[Jan Wolf:Person] vom [Fraunhofer IAO:Organization] warnt.", "Jan Wolf worksFor Fraunhofer IAO"},
		{corpus.German, "[CDU:Organization]-Minister [Jan Wolf:Person] sprach.", "Jan Wolf memberOf CDU"},
		{corpus.German, "[CDU:Organization]-Chef [Jan Wolf:Person] sprach.", "CDU headedBy Jan Wolf"},
	} {
		if got := claims(t, r, c.lang, c.sentence); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s\n got %q\nwant %q", c.sentence, got, c.want)
		}
	}
}

// TestTitled: what the second of two people is does not end their list.
func TestTitled(t *testing.T) {
	got := claims(t, newRelater(t), corpus.German,
		"[Kaltwerk:Company] wurde von der Physikerin [Henrike Poll:Person] und dem Ingenieur [Samir Chehab:Person] gegründet.")
	want := []string{"Kaltwerk foundedBy Henrike Poll", "Kaltwerk foundedBy Samir Chehab"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
