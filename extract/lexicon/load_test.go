package lexicon

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"trigraph/graph"
)

// file is a file system with one table.
func file(name, body string) fstest.MapFS { return fstest.MapFS{name: {Data: []byte(body)}} }

func TestBuiltinTablesHaveNoFault(t *testing.T) {
	report, err := Check(nil, tablesOfOurs())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Faults {
		t.Error(f)
	}
	for _, s := range report.Shared {
		t.Log("shared:", s)
	}
}

func TestBuiltinKnowsPlaces(t *testing.T) {
	l, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	byClass := map[graph.Class]int{}
	for _, r := range l.layers[0].from(0) {
		e, _ := r.head(l.layers[0].dictionary)
		byClass[e.class]++
	}
	for class, least := range map[graph.Class]int{graph.Country: 235, graph.City: 1200, graph.Region: 400} {
		if byClass[class] < least {
			t.Errorf("%d of class %s, want at least %d", byClass[class], class, least)
		}
	}
	for name, want := range map[string]string{
		"中國": "china", "USA": "united-states", "us": "united-states", "Großbritannien": "united-kingdom",
		"北马其顿": "north-macedonia", "Türkei": "turkey", "潍坊": "weifang", "Weifang": "weifang",
		"加州": "california", "硅谷": "silicon-valley", "München": "munich", "Naher Osten": "middle-east",
	} {
		got := l.Lookup(name)
		if len(got) == 0 || got[0].Entity != want {
			t.Errorf("Lookup(%q) = %v, want %s", name, got, want)
		}
	}
	if e, ok := l.Entity("china"); !ok || e.Labels["zh"] != "中国" || e.Labels["de"] != "China" || e.Class != graph.Country {
		t.Errorf("Entity(china) = %+v, %v", e, ok)
	}
}

func TestLoadErrorsNamePlaceAndThing(t *testing.T) {
	const header = "# what\nid\tclass\ten\tprior\n"
	for _, c := range []struct{ body, want string }{
		{"", "no header"},
		{"# only\n", "no header"},
		{"class\ten\nCompany\tX\n", `no column "id"`},
		{"id\ten\nx\tX\n", `no column "class"`},
		{header + "x\tFirm\tX\t\n", `t.tsv:3: x: unknown class "Firm"`},
		{header + "\n# c\nX y\tCompany\tX\t\n", `t.tsv:5: id "X y"`},
		{header + "x\tCompany\t|\t\n", "t.tsv:3: x: no name"},
		{header + "x\tCompany\tX\t1.5\n", `prior "1.5"`},
		{header + "x\tCompany\tX\tNaN\n", `prior "NaN"`},
		{strings.Repeat("c\t", 40) + "\n", "columns"},
	} {
		_, err := Load(file("t.tsv", c.body))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q", c.body, err, c.want)
		}
	}
}

func TestLaterTablesAddAndReplace(t *testing.T) {
	l, err := Load(
		file("a.tsv", "id\tclass\ten\tcountry\tprior\nx\tCompany\tXenon\tchina\t0.5\n"),
		file("b.tsv", "\uFEFFid\tclass\tzh\tprior\r\nx\tCompany\t氙气公司\t0.7\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	e, _ := l.Entity("x")
	if !slices.Equal(e.Names, []string{"Xenon", "氙气公司"}) || e.Country != "china" {
		t.Errorf("entity %+v", e)
	}
	if r := l.Lookup(" XENON "); len(r) != 1 || r[0].Prior != 0.7 {
		t.Errorf("Lookup = %v", r)
	}
	if _, ok := l.Entity("y"); ok || l.Lookup("Xeno") != nil || l.Lookup("") != nil {
		t.Error("something unknown is known")
	}
}

func TestCheckFindsOneThingTwice(t *testing.T) {
	const head = "id\tclass\ten\tzh\tpart_of\tlei\n"
	for rows, want := range map[string]string{
		"a\tCompany\tAy\t\t\tHWUPKR0MPOU8FGXBT394\nb\tCompany\tBee\t\t\tHWUPKR0MPOU8FGXBT394\n": `a.tsv:3: b: the same thing as a (a.tsv:2): both are "HWUPKR0MPOU8FGXBT394"`,
		"a\tCompany\tAy\t贝贝\t\t\nb\tCompany\t?AY\t貝貝\t\t\n":                                     `a.tsv:3: b: the same thing as a (a.tsv:2): both are "Company ay|贝贝"`,
		"a\tCompany\tAy\t贝贝\t\t\nb\tProduct\tAy\t贝贝\ta\t\n":                                     "",
		"a\tCity\tAy\t贝贝\tc\t\nb\tCity\tAy\t贝贝\ta\t\nc\tRegion\tCe\t\t\t\n":                     "",
		"a\tPerson\tAy\t\t\t\nb\tPerson\tAy\t\t\t\n":                                            "",
	} {
		report, err := Check(nil, file("a.tsv", head+rows))
		if err != nil || strings.Join(report.Faults, "\n") != want {
			t.Errorf("%q: faults %q, %v, want %q", rows, report.Faults, err, want)
		}
	}
}

func TestCheckFindsFaults(t *testing.T) {
	report, err := Check(nil, fstest.MapFS{
		"a.tsv": {Data: []byte("id\tclass\ten\tzh\tcountry\twikidata\nb\tCompany\tBee|Bee\t?Bee\t\t\na\tCompany\t??Ay\t贝\tnowhere\tX1\n")},
		"b.tsv": {Data: []byte("id\tclass\ten\na\tCompany\tBee||x\nc\tNone\tC\n")},
		"c.tsv": {Data: []byte("text\twhy\nx\t\nX\t\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(report.Faults, "\n")
	for _, want := range []string{
		`a.tsv:2: b: "Bee" stands with and without`,
		`a.tsv:2: b: en "Bee" stands twice`, "a.tsv:3: a: not sorted", `"??Ay"`, "one character", `unknown country "nowhere"`,
		"no Q-id", "b.tsv:2: a: the id stands already in a.tsv:3", `en "" is empty`, `unknown class "None"`, `c.tsv:3: blocker "X"`,
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no fault %q in\n%s", want, all)
		}
	}
	if len(report.Shared) != 1 || !strings.Contains(report.Shared[0], "b, a") {
		t.Errorf("shared %v", report.Shared)
	}
}
