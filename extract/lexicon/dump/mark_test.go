package dump

import "testing"

// An alias that is first of all a well-known place's name is marked; the label of
// a thing, and the alias of something nearly as well known, are not.
func TestAliasesThatArePlaces(t *testing.T) {
	many := func(n int) m {
		var list []string
		for i := range n {
			list = append(list, string(rune('a'+i/26))+string(rune('a'+i%26))+"wiki")
		}
		return sites(list...)
	}
	_, table := imported(t, dumpOf(
		entityLine("Q900000001", m{"labels": terms("en:Zorington"), "claims": m{"P31": isA("Q515")}, "sitelinks": many(90)}),
		entityLine("Q900000002", m{"labels": terms("en:Zorington Eagles"), "aliases": aliases("en:Zorington"), "claims": m{"P31": isA("Q4438121")}, "sitelinks": many(20)}),
		entityLine("Q900000003", m{"labels": terms("en:Zorington"), "claims": m{"P31": isA("Q515")}, "sitelinks": many(5)}),
		entityLine("Q900000004", m{"labels": terms("en:Zor State"), "aliases": aliases("en:Zorington"), "claims": m{"P31": isA("Q56061")}, "sitelinks": many(60)}),
	), Options{})
	for id, want := range map[string]string{"q900000001": "Zorington", "q900000002": "Zorington Eagles|?Zorington", "q900000003": "Zorington", "q900000004": "Zor State|Zorington"} {
		if got := cells(t, table, id, "en"); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}
