package lexicon

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// known are things as the built-in tables have them, some with external ids.
const knownThings = "id\tclass\ten\tzh\tcountry\twikidata\tlei\tisin\tticker\tpart_of\n" +
	"apple\tCompany\t?Apple|Apple Inc.\t苹果公司\tunited-states\t\t\t\t\t\n" +
	"basf\tCompany\tBASF\t巴斯夫\tgermany\t\tHWUPKR0MPOU8FGXBT394\t\t\t\n" +
	"bayer\tCompany\tBayer\t拜耳\tgermany\t\t\tDE000BAY0017\t\t\n" +
	"berlin\tCity\tBerlin\t柏林\tgermany\tQ64\t\t\t\t\n" +
	"jilin-city\tCity\tJilin\t吉林\tchina\t\t\t\t\t\n" +
	"jilin-province\tRegion\tJilin\t吉林\tchina\t\t\t\t\t\n" +
	"leipzig\tCity\tLeipzig\t\tgermany\t\t\t\t\tsaxony\n" +
	"pingshan-tools\tCompany\tPingshan Machine Tools\t\tchina\t\t\t\t\t\n" +
	"saxony\tRegion\tSaxony\t\tgermany\tQ1202\t\t\t\t\n" +
	"tencent\tCompany\tTencent\t腾讯\tchina\t\t\t\tHKEX:700\t\n" +
	"zhang-wei\tPerson\tZhang Wei\t张伟\tchina\t\t\t\t\t\n"

func TestRowsThatAreKnownThings(t *testing.T) {
	known, err := Load(file("known.tsv", knownThings))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ row, want string }{
		{"q64\tCity\tBerlin\t\tgermany\tQ64\t\t\t", "joined berlin: both are Q64"},
		{"q1\tCompany\tBASF SE\t\tgermany\tQ1\tHWUPKR0MPOU8FGXBT394\t\t", "joined basf: both are HWUPKR0MPOU8FGXBT394"},
		{"q2\tCompany\tBayer AG\t\tgermany\t\t\tDE000BAY0017\t", "joined bayer: both are DE000BAY0017"},
		{"q3\tCompany\tTencent Holdings\t\t\t\t\t\tHKEX:700", "joined tencent: both are HKEX:700"},
		{"q312\tCompany\tApple Inc.|Apple\t苹果公司\t\tQ312\t\t\t", `joined apple: "apple inc." and "苹果公司" agree`},
		{"q312\tOrganization\tApple Inc.\t苹果公司\tunited-states\t\t\t\t", `joined apple`},
		{"q4\tCompany\tPingshan Machine Tools\t\tchina\t\t\t\t", `joined pingshan-tools: "pingshan machine tools" agrees, and the country`},
		{"q4\tCompany\tApple\t苹果公司\tunited-states\t\t\t\t", `joined apple: "苹果公司" agrees, the common word "apple" and the country`},
		{"q2\tCity\tLeipzig\t\tgermany\t\t\t\t\tq1202", `joined leipzig: "leipzig" agrees, and both are part of saxony`},
		// not sure
		{"q2\tCity\tLeipzig\t\tgermany\t\t\t\t\tq1203", `apart leipzig: only "leipzig" agrees`},
		{"q4\tCompany\tApple\t苹果公司\t\t\t\t\t", `apart apple: only "苹果公司" agrees`},
		{"q7\tPerson\tZhang Wei\t\t\tQ64\t\t\t", "apart berlin: both are Q64, but one is a City, the other a Person"},
		{"q4\tCompany\tPingshan Machine Tools\t\t\t\t\t\t", `apart pingshan-tools: only "pingshan machine tools" agrees`},
		{"q5\tCity\tBerlin\t\tgermany\t\t\t\t", `apart berlin: only "berlin" agrees`},
		{"q6\tPlace\tJilin\t吉林\tchina\t\t\t\t", `apart jilin-city: "jilin" and "吉林" agree, but as well it is jilin-province`},
		// cannot be
		{"q5\tCity\tBerlin\t柏林\tunited-states\t\t\t\t", ""},
		{"q5\tCity\tBerlin\t柏林\tgermany\tQ5\t\t\t", ""},
		{"q7\tProduct\tApple Inc.\t苹果公司\t\t\t\t\t", ""},
		{"q8\tCompany\tApple\t\tunited-states\t\t\t\t", ""}, // a common word to us
		{"basf\tCompany\tBASF SE\t\t\t\tHWUPKR0MPOU8FGXBT394\t\t", ""},
	} {
		if got := joins(t, known, c.row+"\n"); !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s\n got %s\nwant %s", c.row, got, c.want)
		}
	}
	two := "q9\tPerson\tZhang Wei\t张伟\tchina\t\t\t\t\nq8\tPerson\tZhang Wei\t张伟\tchina\t\t\t\t\n"
	if got := joins(t, known, two); strings.Contains(got, "joined") || strings.Count(got, "not the only such row") != 2 {
		t.Errorf("two of a name: %s", got)
	}
}

// joins builds an index of rows and tells what became of them.
func joins(t *testing.T, known *Lexicon, rows string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x")
	head, _, _ := strings.Cut(knownThings, "\n")
	s, err := Build(path, known, file("rows.tsv", head+"\n"+rows))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, j := range s.Joined {
		out = append(out, fmt.Sprintf("joined %s: %s", j.Known, j.Reason))
		l := &Lexicon{known.rules, known.alphabet, slices.Clone(known.layers)}
		if err := l.Open(path); err != nil {
			t.Fatal(err)
		}
		before, _ := known.entry(j.Known)
		after, ok := l.entry(j.Known)
		if _, still := l.entry(j.ID); still || !ok || after.class != before.class || after.likely() != before.likely() {
			t.Errorf("%s became %+v", j.ID, after)
		}
	}
	for _, j := range s.Apart {
		out = append(out, fmt.Sprintf("apart %s: %s", j.Known, j.Reason))
	}
	return strings.Join(out, "\n")
}
