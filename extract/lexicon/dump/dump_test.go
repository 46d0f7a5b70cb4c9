package dump

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"trigraph/extract/lexicon"
)

// imported runs an import of a text and returns the rows of the table.
func imported(t *testing.T, text string, o Options) (Report, string) {
	t.Helper()
	dir := t.TempDir()
	o.Input, o.Output = filepath.Join(dir, "dump.json"), filepath.Join(dir, "table.tsv")
	if o.Format == "" {
		o.Format = Wikidata
	}
	if err := os.WriteFile(o.Input, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Import(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Errorf("%d files remain, %v", len(left), err)
	}
	return r, tableRows(t, o.Output)
}

func tableRows(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, rows, ok := strings.Cut(string(raw), columns+"\n")
	if !ok {
		t.Fatalf("no header line in %s", raw)
	}
	return rows
}

// cells picks columns of the row with an id.
func cells(t *testing.T, table, id string, names ...string) string {
	t.Helper()
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if f[0] != id {
			continue
		}
		var out []string
		for i, c := range strings.Split(columns, "\t") {
			for _, n := range names {
				if c == n {
					out = append(out, f[i])
				}
			}
		}
		return strings.Join(out, " / ")
	}
	return "no row"
}

func TestWikidataRow(t *testing.T) {
	_, table := imported(t, dumpOf(
		entityLine("Q900000001", m{
			"labels":       terms("en:Zorvex Systems", "de:Zorvex Systems AG", "zh:卓維思", "zh-hans:卓维思系统", "fr:Zorvex"),
			"aliases":      aliases("en:Zorvex", "en:Zorvex Systems", "de:Zorvex", "zh:卓维思", "en:a|b", "en:x"),
			"descriptions": terms("en:German maker of robots (since 1970)", "zh:德国的机器人制造商"),
			"claims": m{
				"P31":   isA("Q900000002"),
				"P17":   []m{claim(itemValue("Q30"), qualified("P582", stringValue("+1990"))), claim(itemValue("Q183"))},
				"P1278": []m{claim(stringValue("HWUPKR0MPOU8FGXBT395")), claim(stringValue("HWUPKR0MPOU8FGXBT394"))},
				"P946":  []m{claim(stringValue("US0378331005")), claim(stringValue("US0378331006"))},
				"P414":  []m{claim(itemValue("Q82059"), qualified("P249", stringValue("zvx"))), claim(itemValue("Q900000009"), qualified("P249", stringValue("ZVX.B"))), claim(itemValue("Q13677"))},
				"P856":  []m{claim(stringValue("http://old.example"), ranked("deprecated")), claim(stringValue("https://zorvex.example/")), claim(stringValue("ftp://x"))},
			},
			"sitelinks": sites("enwiki", "dewiki", "zhwiki", "frwiki")}),
		entityLine("Q900000002", m{"labels": terms("en:robotics company"), "claims": m{"P279": isA("Q783794")}}),
	), Options{})
	want := "q900000001\tCompany\tZorvex Systems|Zorvex\tZorvex Systems AG\t卓维思系统|卓維思\tgermany\t\tQ900000001\t4\t" +
		"German|maker|robots|德国|机器人制造商\tHWUPKR0MPOU8FGXBT394\tUS0378331005\tNASDAQ:ZVX|Q900000009:ZVX.B\thttps://zorvex.example/\n"
	if table != want {
		t.Errorf("got\n%swant\n%s", table, want)
	}
}

func TestClassOfTheNearest(t *testing.T) {
	class := func(id string, parents ...string) string {
		return entityLine(id, m{"labels": terms("en:kind of thing"), "claims": m{"P279": isA(parents...)}})
	}
	_, table := imported(t, dumpOf(
		entityLine("Q911", m{"labels": terms("en:Bank of Zor"), "claims": m{"P31": isA("Q901")}}),
		class("Q901", "Q902", "Q903"), // a central bank: two steps to agency, three to company
		class("Q902", "Q327333"), class("Q903", "Q904"), class("Q904", "Q4830453"),
		entityLine("Q912", m{"labels": terms("en:Zor City"), "claims": m{"P31": isA("Q515", "Q56061")}}), // as near: the more special
		entityLine("Q913", m{"labels": terms("en:Zor Line"), "claims": m{"P279": isA("Q905")}}),          // a class with a proper name
		class("Q905", "Q2424752"),
		entityLine("Q914", m{"labels": terms("en:zor paste"), "claims": m{"P279": isA("Q905")}}), // and one with none
		entityLine("Q915", m{"labels": terms("en:Zor Beetle"), "claims": m{"P31": isA("Q16521")}}),
		entityLine("Q916", m{"labels": terms("en:Zor Nothing"), "claims": m{"P31": isA("Q906")}}),
		class("Q906", "Q907"), class("Q907", "Q906"), // a ring
		entityLine("Q917", m{"labels": terms("en:Zor Old"), "claims": m{"P31": []m{claim(itemValue("Q5"), ranked("deprecated")), claim(itemValue("Q515"))}}}),
		entityLine("P31", m{"type": "property", "labels": terms("en:instance of")}),
	), Options{})
	var got []string
	for line := range strings.Lines(table) {
		f := strings.Split(line, "\t")
		got = append(got, f[0]+" "+f[1])
	}
	want := "q911 GovernmentAgency, q912 City, q913 Product, q917 City"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
}

func TestSignsOfUse(t *testing.T) {
	company := func(q string, countries []m, links ...string) string {
		return entityLine(q, m{"labels": terms("en:Zor "+q, "de:Zor "+q, "zh:卓维"+q), "aliases": aliases("de:Zorwerk " + q),
			"claims": m{"P31": isA("Q783794"), "P17": countries}, "sitelinks": sites(links...)})
	}
	text := dumpOf(company("Q901", nil, "enwiki"), company("Q902", nil, "dewiki"), company("Q903", nil, "zhwiki"),
		company("Q904", isA("Q148"), "enwiki"), strings.Replace(company("Q905", nil), `"sitelinks":{},`, "", 1))
	_, table := imported(t, text, Options{})
	for id, want := range map[string]string{
		"q901": "Zor Q901 /  / ", "q902": "Zor Q902 / Zorwerk Q902 / ", "q903": "Zor Q903 /  / 卓维Q903",
		"q904": "Zor Q904 /  / 卓维Q904", "q905": "Zor Q905 / Zorwerk Q905 / 卓维Q905",
	} {
		if got := cells(t, table, id, "en", "de", "zh"); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	_, table = imported(t, text, Options{Unsigned: true})
	if got := cells(t, table, "q901", "de", "zh"); got != "Zorwerk Q901 / 卓维Q901" {
		t.Errorf("all labels: %q", got)
	}
}

func TestMarks(t *testing.T) {
	many := make([]string, famous)
	for i := range many {
		many[i] = "wiki" + string(rune('a'+i))
	}
	thing := func(q, class string, links []string, labels ...string) string {
		return entityLine(q, m{"labels": terms(labels...), "claims": m{"P31": isA(class)}, "sitelinks": sites(append(links, "dewiki", "zhwiki")...)})
	}
	_, table := imported(t, dumpOf(
		entityLine("Q901", m{"labels": terms("en:plume", "de:Feder", "zh:羽毛"), "claims": m{"P279": isA("Q16521")}}),
		entityLine("Q902", m{"labels": terms("en:Doering"), "claims": m{"P31": isA("Q101352")}}),
		thing("Q911", "Q783794", nil, "en:Plume", "de:Feder", "zh:羽毛"),
		thing("Q912", "Q515", many, "en:Plume", "zh:羽毛"),
		thing("Q913", "Q5", nil, "en:Doering"),
		thing("Q914", "Q783794", nil, "en:Doering"),
		thing("Q915", "Q783794", many, "en:Doering"),
		thing("Q916", "Q783794", nil, "en:quorvia"),
		thing("Q917", "Q783794", nil, "en:1848"),
		thing("Q918", "Q783794", nil, "en:ZQ"),
		thing("Q919", "Q783794", nil, "en:Target"), // which the built-in tables mark
		thing("Q920", "Q783794", nil, "en:Quorvia"),
		thing("Q921", "Q5", nil, "en:Zorvatio"), // known by one word, which is no family's
		entityLine("Q922", m{"labels": terms("en:Zor Quellon"), "aliases": aliases("en:Quellon"), "claims": m{"P31": isA("Q5")}}),
	), Options{Known: builtin(t)})
	for id, want := range map[string]string{
		"q911": "?Plume / ?Feder / ?羽毛", "q912": "=Plume /  / 羽毛", "q913": "?Doering /  / ", "q914": "?Doering /  / ", "q915": "Doering /  / ",
		"q916": "?quorvia /  / ", "q917": "?1848 /  / ", "q918": "?ZQ /  / ", "q920": "Quorvia /  / ",
		"q921": "Zorvatio /  / ", "q922": "Zor Quellon|?Quellon /  / ",
	} {
		if got := cells(t, table, id, "en", "de", "zh"); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	if !strings.Contains(table, "?Target") {
		t.Errorf("Target is not marked:\n%s", table)
	}
}

func builtin(t *testing.T) *lexicon.Lexicon {
	t.Helper()
	l, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestMalformedLinesAreCounted(t *testing.T) {
	good := func(q string) string {
		return entityLine(q, m{"labels": terms("en:Zor " + q), "claims": m{"P31": isA("Q5")}})
	}
	bad := []string{`{"type":"item","id":"Q7"`, `garbage`, `{"id":"Q8","labels":{"en":"x"}}}`, "\xff\xfe", `{"type":"item",}`, `{"type"`, "{}{"}
	text := "[\n" + good("Q901") + ",\n" + strings.Join(bad, "\n") + "\n\n" + good("Q902") + ",\n]"
	r, table := imported(t, text, Options{})
	if got := strings.Count(table, "\n"); got != 2 || r.Malformed != int64(len(bad)) || r.Entities != 2 {
		t.Errorf("%d rows, %+v; want 2 rows and %d lines malformed", got, r, len(bad))
	}
	if len(r.Faults) != mostFaults || !strings.HasPrefix(r.Faults[0].String(), "line 3 (byte ") {
		t.Errorf("faults %v", r.Faults)
	}
	for _, f := range r.Faults {
		if line := strings.Split(text, "\n")[f.Line-1]; !strings.HasPrefix(text[f.Offset:], line) {
			t.Errorf("%s: the line is not there", f)
		}
	}
}

func TestShapesOfInput(t *testing.T) {
	one := entityLine("Q901", m{"labels": terms("en:Zor One"), "claims": m{"P31": isA("Q5")}})
	two := entityLine("Q902", m{"labels": terms("en:Zor Two"), "claims": m{"P31": isA("Q5")}})
	_, want := imported(t, dumpOf(one, two), Options{})
	if strings.Count(want, "\n") != 2 {
		t.Fatalf("table %q", want)
	}
	for name, text := range map[string]string{
		"lines": one + "\n" + two, "one line": "[" + one + "," + two + "]", "windows": "[\r\n" + one + ",\r\n" + two + "\r\n]\r\n", "other order": two + "\n" + one + "\n",
	} {
		if _, got := imported(t, text, Options{}); got != want {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}

// stopped imports a file and stops after some pieces, again and again, until it
// ends by itself; it returns the table and how often it was started.
func stopped(t *testing.T, o Options) (string, int) {
	t.Helper()
	for starts := 1; starts < 1000; starts++ {
		ctx, cancel := context.WithCancel(t.Context())
		calls := 0
		o.Progress = func(int64, int64) {
			if calls++; calls == 3 {
				cancel()
			}
		}
		_, err := Import(ctx, o)
		cancel()
		if err == nil {
			return tableRows(t, o.Output), starts
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	t.Fatal("never done")
	return "", 0
}

func TestStoppedImportGoesOn(t *testing.T) {
	text := madeDump(250)
	_, want := imported(t, text, Options{})
	if n := strings.Count(want, "\n"); n < 100 {
		t.Fatalf("%d rows", n)
	}
	dir := t.TempDir()
	o := Options{Format: Wikidata, Input: filepath.Join(dir, "a.json"), Output: filepath.Join(dir, "a.tsv"), RunBytes: 20000}
	if err := os.WriteFile(o.Input, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	got, starts := stopped(t, o)
	if got != want || starts < 3 {
		t.Errorf("%d starts; the same table: %v", starts, got == want)
	}
}

// TestStoppedBzip2GoesOnAtABlock: what was unpacked is not unpacked again.
func TestStoppedBzip2GoesOnAtABlock(t *testing.T) {
	bzip2, err := exec.LookPath("bzip2")
	if err != nil {
		t.Skip("no bzip2 to pack with")
	}
	text := madeDump(250)
	_, want := imported(t, text, Options{})
	dir := t.TempDir()
	o := Options{Format: Wikidata, Input: filepath.Join(dir, "a.json"), Output: filepath.Join(dir, "a.tsv"), RunBytes: 5000, Workers: 1}
	if err := os.WriteFile(o.Input, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(bzip2, "-1", o.Input).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	o.Input += ".bz2"
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	o.Progress = func(int64, int64) {
		if calls++; calls == 4 {
			cancel()
		}
	}
	if _, err := Import(ctx, o); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	s, err := readState(workFolder(o.Output))
	if err != nil || s.Mark.At == 0 || s.At.Offset-s.Mark.Offset > 200_000 {
		t.Errorf("%+v, %v", s, err)
	}
	o.Progress = nil
	r, err := Import(t.Context(), o)
	if got := tableRows(t, o.Output); err != nil || r.Resumed == 0 || got != want {
		t.Errorf("%+v, %v; the same table: %v", r, err, got == want)
	}
}

func TestStateOfAnotherImportIsNotUsed(t *testing.T) {
	dir := t.TempDir()
	o := Options{Format: Wikidata, Input: filepath.Join(dir, "a.json"), Output: filepath.Join(dir, "a.tsv"), RunBytes: 20000}
	for i, n := range []int{250, 120} {
		if err := os.WriteFile(o.Input, []byte(strings.Replace(madeDump(n), "[", strings.Repeat(" ", i)+"[", 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		if i == 0 {
			o.Progress = func(int64, int64) { cancel() }
		} else {
			o.Progress = nil
		}
		_, err := Import(ctx, o)
		cancel()
		if (err == nil) != (i == 1) {
			t.Fatal(err)
		}
	}
	_, want := imported(t, madeDump(120), Options{})
	if got := tableRows(t, o.Output); got != want {
		t.Error("the second file's table holds things of the first")
	}
}

func TestCutShortFileKeepsWhatWasRead(t *testing.T) {
	text := madeDump(250)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	dir := t.TempDir()
	o := Options{Format: Wikidata, Input: filepath.Join(dir, "a.json.gz"), Output: filepath.Join(dir, "a.tsv")}
	if err := os.WriteFile(o.Input, packed.Bytes()[:packed.Len()*3/4], 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Import(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "unexpected EOF") || !strings.Contains(err.Error(), "a.json.gz: after byte ") || r.Entities < 100 {
		t.Fatalf("%+v, %v", r, err)
	}
	if err := os.WriteFile(o.Input, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err = Import(t.Context(), o)
	_, want := imported(t, text, Options{})
	if err != nil || r.Resumed == 0 || tableRows(t, o.Output) != want {
		t.Errorf("after the whole file came: %+v, %v", r, err)
	}
}

// TestDataFiles: the tables are in order, and every row says where it is from.
func TestDataFiles(t *testing.T) {
	for _, name := range []string{"classes", "properties", "exchanges", "isocodes", "schemata", "topics"} {
		raw, err := data.ReadFile("data/" + name + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(raw), "\n# Source: ") {
			t.Errorf("%s.tsv names no source", name)
		}
	}
	raw, _ := data.ReadFile("data/classes.tsv")
	last := uint32(0)
	err := rows("classes.tsv", raw, []string{"id", "name", "source"}, func(cells []string) error {
		q := number([]byte(cells[0]), 'Q')
		if q <= last || cells[1] == "" || cells[2] == "" {
			t.Errorf("row %q is not in order or lacks a name or source", cells)
		}
		last = q
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
