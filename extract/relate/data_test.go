package relate

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"trigraph/corpus"
)

// TestSorted holds the cue files in order, so that a diff shows what changed.
func TestSorted(t *testing.T) {
	for _, lang := range languages {
		rows, err := readRows(data, "cues/"+string(lang)+".tsv", 6)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range rows[1:] {
			if slices.Compare(r.cells[:2], rows[i].cells[:2]) <= 0 {
				t.Errorf("%s:%d: %s %s is out of order", r.file, r.line, r.cells[0], r.cells[1])
			}
		}
	}
}

// TestPredicates: every language can state every predicate.
func TestPredicates(t *testing.T) {
	r := newRelater(t)
	for _, lang := range languages {
		have := map[string]bool{}
		for _, c := range r.language(t, lang).cues {
			have[string(c.predicate)] = true
			if _, err := c.regexp(); err != nil {
				t.Errorf("%s: %v", c.rule, err)
			}
			if c.confidence <= 0 || c.confidence > 1 {
				t.Errorf("%s: confidence %v", c.rule, c.confidence)
			}
		}
		for _, p := range r.rules.Predicates() {
			if !have[string(p.Name)] {
				t.Errorf("%s: no cue for %s", lang, p.Name)
			}
		}
	}
}

// TestStatusExamples runs the example of every row of status.tsv.
func TestStatusExamples(t *testing.T) {
	r := newRelater(t)
	rows, err := readRows(data, "cues/status.tsv", 6)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		sentence, want := expected(row.cells[5])
		got := claims(t, r, corpus.Lang(row.cells[0]), sentence)
		if !slices.Equal(got, want) {
			t.Errorf("%s:%d: %s\n got %q\nwant %q", row.file, row.line, sentence, got, want)
		}
		if (row.cells[1] == string(noClaim)) != (want == nil) {
			t.Errorf("%s:%d: %s: the example does not show the status", row.file, row.line, row.cells[1])
		}
	}
}

// TestStatuses runs the wordings of testdata/status.tsv.
func TestStatuses(t *testing.T) {
	r := newRelater(t)
	text, err := os.ReadFile("testdata/status.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(text), "\n") {
		lang, rest, ok := strings.Cut(line, "\t")
		if !ok || line[0] == '#' || lang == "lang" {
			continue
		}
		sentence, want := expected(rest)
		if got := claims(t, r, corpus.Lang(lang), sentence); !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", sentence, got, want)
		}
	}
}

// TestValueExamples runs the example of every row of values.tsv.
func TestValueExamples(t *testing.T) {
	r := newRelater(t)
	rows, err := readRows(data, "cues/values.tsv", 6)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if slices.Contains(named, row.cells[1]) {
			continue
		}
		found := r.language(t, corpus.Lang(row.cells[0])).values.find(row.cells[4], published)
		for i := range found {
			if found[i].kind == "date" {
				found[i].text = found[i].normal
			}
		}
		if len(found) != 1 || found[0].kind != row.cells[1] || found[0].text != row.cells[5] {
			t.Errorf("%s:%d: %s: found %+v, want %s %q", row.file, row.line, row.cells[4], found, row.cells[1], row.cells[5])
		}
	}
}

// TestUnits: amounts in one form.
func TestUnits(t *testing.T) {
	r := newRelater(t)
	for _, c := range []struct {
		lang         corpus.Lang
		text, normal string
	}{
		{"zh", "该厂耗资73亿欧元。", "7300000000 EUR"},
		{"zh", "该厂耗资约1.5万亿元。", "1500000000000 CNY"},
		{"zh", "该厂耗资3000万美元。", "30000000 USD"},
		{"de", "Es kostete 7,3 Milliarden Euro.", "7300000000 EUR"},
		{"de", "Es kostete 1.200 Euro.", "1200 EUR"},
		{"de", "Es kostete 530 Mio. Euro.", "530000000 EUR"},
		{"de", "Es kostete zwei Millionen US-Dollar.", "2000000 USD"},
		{"en", "It cost $1.2bn.", "1200000000 USD"},
		{"en", "It cost 1.2 billion yuan.", "1200000000 CNY"},
		{"en", "It cost 1.2bn yuan.", "1200000000 CNY"},
		{"en", "It cost HK$3,500.", "3500 HKD"},
		{"en", "It cost €34 million.", "34000000 EUR"},
		{"en", "It cost two million American dollars.", "2000000 USD"},
		{"en", "It holds 4.99 percent.", "4.99%"},
		{"de", "Er hält 4,99 Prozent.", "4.99%"},
	} {
		found := r.language(t, c.lang).values.find(c.text, published)
		if len(found) != 1 || found[0].normal != c.normal {
			t.Errorf("%s: found %+v, want %s", c.text, found, c.normal)
		}
	}
}

// TestTimeAndParticulars: what a claim carries beside its ends.
func TestTimeAndParticulars(t *testing.T) {
	r := newRelater(t)
	for _, c := range []struct {
		lang           corpus.Lang
		sentence, time string
		particulars    string
	}{
		{"en", "[Microsoft:Company] acquired [GitHub:Company] for $7.5 billion in June 2018.", "2018-06", "amount=$7.5 billion"},
		{"en", "Last year [Geely:Company] bought a 10 percent stake in [Daimler:Company].", "2021", "share=10 percent"},
		{"en", "[Nvidia:Company] CEO [Jensen Huang:Person] spoke.", "", "role=CEO"},
		{"en", "[Oracle:Company] sued [Google:Company] in 2010 and lost in 2021.", "2010", ""},
		{"en", "[Oracle:Company] sued [Google:Company] on Monday.", "2022-05-16", ""},
		{"en", "[Foxconn:Company] has supplied lithium batteries to [Apple:Company] since 2019.", "2019/..", "product=lithium batteries"},
		{"de", "[VW:Company] übernahm im dritten Quartal 2021 den Zulieferer [Hella:Company].", "2021-07/2021-09", ""},
		{"zh", "[宁德时代:Company]自2019年起向[特斯拉:Company]供应动力电池。", "2019/..", "product=动力电池"},
		{"zh", "2021年11月，[微软:Company]以197亿美元收购[Nuance:Company]。", "2021-11", "amount=197亿美元"},
		{"zh", "去年[大众:Company]入股[小鹏:Company]，持股约4.99%。", "2021", "share=4.99%"},
		{"zh", "[苹果:Company]首席执行官[库克:Person]发言。", "", "role=首席执行官"},
		{"de", "[Microsoft:Company] übernahm im Oktober 2021 für 19,7 Milliarden Dollar [Nuance:Company].", "2021-10", "amount=19,7 Milliarden Dollar"},
		{"de", "Im vergangenen Jahr verklagte der Konzern nicht nur andere: [Oracle:Company] verklagte [Google:Company].", "2021", ""},
		{"zh", "在2021年度GTC大会上，[英伟达:Company]创始人[黄仁勋:Person]公布了新品。", "", ""},
		{"en", "In 2023 [Nvidia:Company] CEO [Jensen Huang:Person] said demand was strong.", "", "role=CEO"},
		{"en", "[Nvidia:Company] founder [Jensen Huang:Person] spoke in 2023.", "", ""},
		{"en", "[Nvidia:Company] was founded by [Jensen Huang:Person] in 1993.", "1993", ""},
		{"de", "[Nvidia:Company] wurde 1993 von [Jensen Huang:Person] gegründet.", "1993", ""},
		{"de", "2023 sagte [Nvidia:Company]-Gründer [Jensen Huang:Person], die Nachfrage sei hoch.", "", ""},
		{"zh", "[英伟达:Company]由[黄仁勋:Person]于1993年创立。", "1993", ""},
		{"de", "[VW:Company]-Chef [Oliver Blume:Person] sprach.", "", "role=Chef"},
	} {
		d := marked(c.lang, c.sentence)
		if err := r.Analyze(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if len(d.Claims) != 1 {
			t.Errorf("%s: %d claims, want 1", c.sentence, len(d.Claims))
			continue
		}
		var list []string
		for _, p := range d.Claims[0].Particulars {
			if place := string([]rune(d.Article.Text)[p.Start:p.End]); place != p.Value {
				t.Errorf("%s: %s %q stands at %q", c.sentence, p.Name, p.Value, place)
			}
			if p.Name != "date" {
				list = append(list, p.Name+"="+p.Value)
			}
		}
		if got := strings.Join(list, " "); d.Claims[0].Time != c.time || got != c.particulars {
			t.Errorf("%s: time %q particulars %q, want %q %q", c.sentence, d.Claims[0].Time, got, c.time, c.particulars)
		}
	}
}
