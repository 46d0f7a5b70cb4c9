package dump

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"trigraph/graph"
)

// slowEntity is an entity as encoding/json reads it: the judge of the scanner.
type slowEntity struct {
	Type, ID     string
	Labels       map[string]struct{ Value string }
	Aliases      map[string][]struct{ Value string }
	Descriptions map[string]struct{ Value string }
	Sitelinks    map[string]json.RawMessage
	Claims       map[string][]struct {
		Rank       string
		Mainsnak   slowSnak
		Qualifiers map[string][]slowSnak
	}
}

type slowSnak struct {
	Datavalue struct{ Value json.RawMessage }
}

func (s slowSnak) read() (item uint32, text string) {
	var v struct{ ID string }
	if json.Unmarshal(s.Datavalue.Value, &v) == nil {
		item = number([]byte(v.ID), 'Q')
	}
	_ = json.Unmarshal(s.Datavalue.Value, &text)
	return item, text
}

// slowly reads a line by encoding/json into what the scanner makes of it.
func slowly(t *testing.T, line string, w *wikidata) entity {
	t.Helper()
	var s slowEntity
	if err := json.Unmarshal([]byte(line), &s); err != nil {
		t.Fatal(err)
	}
	e := entity{w: w, item: s.Type == "item", id: number([]byte(s.ID), 'Q'), popularity: len(s.Sitelinks)}
	_, e.deWiki = s.Sitelinks["dewiki"]
	_, e.zhWiki = s.Sitelinks["zhwiki"]
	for lang, v := range s.Labels {
		put(&e.labels, lang, v.Value)
	}
	for lang, v := range s.Descriptions {
		put(&e.descriptions, lang, v.Value)
	}
	for lang, list := range s.Aliases {
		for _, v := range list {
			put(&e.aliases, lang, v.Value)
		}
	}
	for p, list := range s.Claims {
		to := e.claims.of(number([]byte(p), 'P'), &w.properties)
		if to == nil {
			continue
		}
		for _, c := range list {
			st := statement{rank: map[string]rank{"deprecated": deprecated, "normal": normal, "preferred": preferred}[c.Rank]}
			st.item, st.text = c.Mainsnak.read()
			_, st.ended = c.Qualifiers["P582"]
			if q := c.Qualifiers["P249"]; len(q) > 0 {
				_, st.ticker = q[0].read()
			}
			*to = append(*to, st)
		}
	}
	return e
}

func put(t *texts, lang, value string) {
	if list := t.of([]byte(lang)); list != nil {
		*list = append(*list, value)
	}
}

func testReader(t testing.TB) *wikidata {
	t.Helper()
	j := job{Options: Options{Format: Wikidata}}
	if err := j.prepare(); err != nil {
		t.Fatal(err)
	}
	raw, err := data.ReadFile("data/properties.tsv")
	if err != nil {
		t.Fatal(err)
	}
	p, err := parseProperties("", raw)
	if err != nil {
		t.Fatal(err)
	}
	return &wikidata{properties: p, classes: j.classes}
}

func testOntology(t testing.TB) *graph.Ontology {
	t.Helper()
	o, err := graph.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestScannerAgreesWithEncodingJSON: on whole entities, with all kinds of escapes.
func TestScannerAgreesWithEncodingJSON(t *testing.T) {
	w := testReader(t)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 300 {
		line := madeEntity(r, i)
		if i%3 == 0 {
			line = escaped(line)
		}
		if i%5 == 0 {
			line = strings.NewReplacer(`"Q5"`, `"Q5"`, "{", "{ ", ",", " ,\t", ":", ": ").Replace(line)
			line = strings.ReplaceAll(line, "https:  //", "https://")
		}
		got := entity{w: w, popularity: -1}
		s := scanner{b: []byte(line)}
		if err := got.read(&s); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if want := slowly(t, line, w); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s\ngot  %+v\nwant %+v", line, got, want)
		}
	}
}

// escaped writes every character that is not ASCII as PHP does.
func escaped(line string) string {
	var b strings.Builder
	for _, r := range line {
		if r < 0x80 {
			b.WriteRune(r)
			continue
		}
		raw, _ := json.Marshal(string(r))
		_ = raw
		b.WriteString(`\u`)
		for shift := 12; shift >= 0; shift -= 4 {
			b.WriteByte("0123456789abcdef"[r>>shift&15])
		}
	}
	return b.String()
}

func TestUnescaped(t *testing.T) {
	for _, raw := range []string{`plain`, `a\"b\\c\/d\b\f\n\r\t`, `\u00e9\u5c0F`, `\ud83d\ude00x`, `\ud83dx`, `\ude00`, `\ud83d\ud83d`, `\u00`} {
		var want string
		if err := json.Unmarshal([]byte(`"`+raw+`"`), &want); err != nil {
			want = ""
		}
		if got := unescaped([]byte(raw)); want != "" && got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}

func TestThingRoundTrip(t *testing.T) {
	for _, x := range []thing{
		{id: "q1", popularity: -1},
		{id: "q312", class: "Company", kinds: []uint32{5, 4294967295}, parents: []uint32{7}, en: []string{"A b", "?c"}, de: []string{"ä"}, zh: []string{"苹果", "x"},
			country: "china", popularity: 12, about: []string{"w"}, wikidata: "Q312", lei: "L", isin: []string{"I", "J"}, ticker: []string{"N:A"}, website: "https://a"},
	} {
		if got := parseLine(x.line()); !reflect.DeepEqual(got, x) {
			t.Errorf("got  %+v\nwant %+v", got, x)
		}
	}
}

// FuzzLine: whatever a line holds, reading ends, and rows can be written and read.
func FuzzLine(f *testing.F) {
	f.Add(entityLine("Q1", m{"labels": terms("en:A", "zh:乙"), "claims": m{"P31": isA("Q5"), "P414": []m{claim(itemValue("Q7"), qualified("P249", stringValue("X")))}}}))
	f.Add(`{"type":"item","id":"Q2","labels":{"en":{"value":"a\u00e9|b\tc"}},"aliases":{"en":[{"value":"\ud83d"}]}}`)
	f.Add(`[{"id":"Q3"},{"id":`)
	w := testReader(f)
	f.Fuzz(func(t *testing.T, line string) {
		var b batch
		if err := w.line([]byte(line), &b); err == nil && json.Valid([]byte(line)) && strings.Count(line, `"Q`) == 1 && b.entities > 1 {
			t.Errorf("%d entities", b.entities)
		}
		for _, row := range b.rows {
			x := parseLine(row)
			if strings.ContainsAny(row, "\n\r") || strings.Count(row, "\t") != fields-1 || !strings.HasPrefix(x.id, "q") || x.line() != row {
				t.Errorf("row %q", row)
			}
		}
	})
}
