package relate

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// A labelled row: one sentence, two marked ends, one relation.
type evalRow struct {
	Lang, Text, Relation string
	Subject, Object      evalEnd
}

type evalEnd struct {
	Start, End int
	Type, Role string
}

// evalSet says how a data set's types and relations read in our words.
type evalSet struct {
	file      string
	lang      corpus.Lang
	class     map[string]graph.Class
	relation  map[string]string // "pred", "-pred" where the ends are swapped
	also      []string          // predicates that are scored for the set
	precision float64           // the least that passes
}

var finreRelation = map[string]string{
	"收购": "acquired", "被收购": "-acquired", "拟收购": "acquired", "被拟收购": "-acquired",
	"拥有": "-ownedBy", "被拥有": "ownedBy", "持股": "investsIn", "被持股": "-investsIn",
	"入股": "investsIn", "被入股": "-investsIn", "注资": "investsIn", "被注资": "-investsIn",
	"增持": "investsIn", "被增持": "-investsIn",
	"合作": "partnersWith", "合资": "partnersWith", "签约": "partnersWith", "竞争": "competesWith",
}

var evalSets = []evalSet{
	{
		file: "zh-finre-dev", lang: corpus.Chinese, class: map[string]graph.Class{"COMPANY": graph.Company},
		relation:  finreRelation,
		also:      []string{"acquired", "ownedBy", "investsIn", "partnersWith", "competesWith"},
		precision: 0.6,
	},
	{
		file: "en-conll04-dev", lang: corpus.English,
		class:     map[string]graph.Class{"Peop": graph.Person, "Org": graph.Organization, "Loc": graph.Place},
		relation:  map[string]string{"OrgBased_In": "basedIn", "Work_For": "worksFor", "Located_In": "locatedIn"},
		also:      []string{"basedIn", "worksFor", "locatedIn"},
		precision: 0.7,
	},
	{
		file: "de-smartdata-train", lang: corpus.German,
		class: map[string]graph.Class{
			"person": graph.Person, "organization": graph.Organization, "organization-company": graph.Company,
			"location": graph.Place, "location-city": graph.City,
		},
		relation:  map[string]string{"Acquisition": "acquired", "OrganizationLeadership": "worksFor"},
		also:      []string{"acquired", "worksFor"},
		precision: 0.75,
	},
}

// evalSentence is all that is known of one sentence.
type evalSentence struct {
	doc  *extract.Document
	gold map[string]bool // "start predicate start"
}

// TestEvalSets measures sentence-level precision and recall with given mentions.
func TestEvalSets(t *testing.T) {
	r := newRelater(t)
	for _, set := range evalSets {
		path := "../../../shared/eval/re/" + set.file + ".jsonl.gz"
		rows, err := readEval(path)
		if os.IsNotExist(err) {
			t.Skip("no " + path)
		}
		if err != nil {
			t.Fatal(err)
		}
		hit, got, gold := 0, 0, 0
		for _, s := range gather(set, rows) {
			if err := r.Analyze(context.Background(), s.doc); err != nil {
				t.Fatal(err)
			}
			gold += len(s.gold)
			found := map[string]bool{}
			for _, c := range s.doc.Claims {
				p := string(c.Predicate)
				if p == "headedBy" && slices.Contains(set.also, "worksFor") {
					c.Subject, c.Object, p = c.Object, c.Subject, "worksFor"
				}
				key, other := c.Subject+" "+p+" "+c.Object, c.Object+" "+p+" "+c.Subject
				if !slices.Contains(set.also, p) || found[key] || c.Status == graph.Denied {
					continue
				}
				found[key] = true
				got++
				if s.gold[key] || s.gold[other] && (p == "partnersWith" || p == "competesWith") {
					hit++
				} else if testing.Verbose() {
					t.Logf("FP %s [%s] %s", key, c.Rule, s.doc.Article.Text)
				}
			}
			for key := range s.gold {
				a := strings.Fields(key)
				if testing.Verbose() && !found[key] && (len(a) < 3 || !found[a[2]+" "+a[1]+" "+a[0]]) {
					t.Logf("FN %s %s", key, s.doc.Article.Text)
				}
			}
		}
		p, q := float64(hit)/float64(max(got, 1)), float64(hit)/float64(max(gold, 1))
		t.Logf("%s: precision %.3f recall %.3f (%d of %d, %d found)", set.file, p, q, hit, gold, got)
		if p < set.precision {
			t.Errorf("%s: precision %.3f, want %.3f", set.file, p, set.precision)
		}
	}
}

func readEval(path string) ([]evalRow, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var rows []evalRow
	for d := json.NewDecoder(z); d.More(); {
		var r evalRow
		if err := d.Decode(&r); err != nil {
			return nil, err
		}
		r.Text = strings.ReplaceAll(r.Text, "<N>", "333") // a number, left out
		rows = append(rows, r)
	}
	return rows, nil
}

// gather joins the rows of one sentence. An entity's id is its surface, so that
// the same name twice is one thing.
func gather(set evalSet, rows []evalRow) []evalSentence {
	byText := map[string]*evalSentence{}
	var order []string
	for _, r := range rows {
		s := byText[r.Text]
		if s == nil {
			d := extract.New(&corpus.Article{ID: "a", Lang: set.lang, Text: r.Text})
			d.Sentences = []extract.Sentence{{Span: corpus.Span{End: len(r.Text)}, Lang: set.lang, Kind: corpus.Paragraph}}
			s = &evalSentence{doc: d, gold: map[string]bool{}}
			byText[r.Text] = s
			order = append(order, r.Text)
		}
		a, b := s.add(set, r.Subject), s.add(set, r.Object)
		p, swapped := strings.CutPrefix(set.relation[r.Relation], "-")
		if swapped {
			a, b = b, a
		}
		if p != "" && a != "" && b != "" && a != b && !s.gold[b+" "+p+" "+a] {
			s.gold[a+" "+p+" "+b] = true
		}
	}
	var all []evalSentence
	for _, text := range order {
		s := byText[text]
		slices.SortFunc(s.doc.Mentions, func(a, b extract.Mention) int { return a.Start - b.Start })
		all = append(all, *s)
	}
	return all
}

func (s *evalSentence) add(set evalSet, e evalEnd) string {
	text := s.doc.Article.Text
	from, to := byteOffset(text, e.Start), byteOffset(text, e.End)
	class, ok := set.class[e.Type]
	if !ok {
		return ""
	}
	id := strings.ReplaceAll(text[from:to], " ", "_")
	for _, m := range s.doc.Mentions {
		if m.Start < to && from < m.End {
			return m.Entity
		}
	}
	s.doc.Mentions = append(s.doc.Mentions, extract.Mention{
		Span: corpus.Span{Start: from, End: to}, Class: class, Entity: id,
	})
	return id
}

func byteOffset(text string, points int) int {
	i := 0
	for ; points > 0 && i < len(text); points-- {
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
	}
	return i
}
