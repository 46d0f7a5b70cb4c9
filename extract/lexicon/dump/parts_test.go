package dump

import "testing"

func TestWikidataPartOf(t *testing.T) {
	_, table := imported(t, dumpOf(
		entityLine("Q900000001", m{"labels": terms("en:Zorburg"), "claims": m{"P31": isA("Q515"),
			"P131": []m{claim(itemValue("Q900000009"), qualified("P582", stringValue("+1990"))), claim(itemValue("Q900000002"))}}}),
		entityLine("Q900000002", m{"labels": terms("en:Zorland"), "claims": m{"P31": isA("Q56061"), "P131": isA("Q900000008")}}), // of which there is no row
		entityLine("Q900000003", m{"labels": terms("en:Zorvex"), "claims": m{"P31": isA("Q783794"), "P127": isA("Q900000004")}}),
		entityLine("Q900000004", m{"labels": terms("en:Zor Group"), "claims": m{"P31": isA("Q783794"), "P127": isA("Q900000003", "Q900000005")}}), // of several, so of none
		entityLine("Q900000005", m{"labels": terms("en:Zor Fund"), "claims": m{"P31": isA("Q783794")}}),
	), Options{})
	for id, want := range map[string]string{"q900000001": "q900000002", "q900000002": "", "q900000003": "q900000004", "q900000004": ""} {
		if got := cells(t, table, id, "part_of"); got != want {
			t.Errorf("%s is part of %q, want %q", id, got, want)
		}
	}
}
