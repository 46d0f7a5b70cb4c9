package score

import (
	"math"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

func doc(text string, ms ...extract.Mention) *extract.Document {
	d := extract.New(&corpus.Article{ID: "a", Source: "x/a.txt", Text: text})
	d.Mentions = ms
	return d
}

func mention(text, surface, entity string, class graph.Class) extract.Mention {
	i := strings.Index(text, surface)
	return extract.Mention{Span: corpus.Span{Start: i, End: i + len(surface)}, Entity: entity, Class: class}
}

const gold = `{"article":"a","lang":"de","entities":[
 {"key":"nvidia","types":["Company"],"surface":["Nvidia","英伟达"]},
 {"key":"arm","types":["Company"],"surface":["Arm"]},
 {"key":"act","types":["Law"],"surface":["EU-Gesetz"]}],
 "optional":[{"key":"eu","types":["Organization"],"surface":["EU"]}],
 "claims":[["nvidia","competesWith","arm"],["nvidia","acquired","arm"]],
 "optional_claims":[["arm","basedIn","act"]]}`

func TestScore(t *testing.T) {
	g, err := Read("gold", strings.NewReader(strings.ReplaceAll(gold, "\n", "")))
	if err != nil {
		t.Fatal(err)
	}
	text := "Nvidia, 英伟达 und Arm, kein Armband: das EU-Gesetz der EU."
	d := doc(text,
		mention(text, "Nvidia", "n", graph.Company),
		mention(text, "英伟达", "other", graph.Company),
		mention(text, "Arm", "arm", graph.Person),       // wrong class
		mention(text, "Armband", "band", graph.Product), // not in the gold
		mention(text, "EU-Gesetz", "act", graph.Law),
		extract.Mention{Span: corpus.Span{Start: len(text) - 3, End: len(text) - 1}, Entity: "eu", Class: graph.Organization},
	)
	d.Claims = []graph.Claim{
		{Subject: "arm", Predicate: "competesWith", Object: "n"},
		{Subject: "arm", Predicate: "acquired", Object: "n"},
		{Subject: "arm", Predicate: "basedIn", Object: "act"},
	}
	r, err := Score(g, []*extract.Document{d})
	if err != nil {
		t.Fatal(err)
	}
	if want := (Count{True: 3, False: 2, Missed: 1}); r.Mentions != want {
		t.Errorf("mentions %+v, want %+v\n%s", r.Mentions, want, strings.Join(r.Faults, "\n"))
	}
	if want := (Count{True: 1, False: 1, Missed: 1}); r.Claims != want {
		t.Errorf("claims %+v, want %+v\n%s", r.Claims, want, strings.Join(r.Faults, "\n"))
	}
	// Four mentions: nvidia is split in two, so each of its mentions has recall 1/2.
	if math.Abs(r.LinksP-1) > 1e-9 || math.Abs(r.LinksR-0.75) > 1e-9 {
		t.Errorf("links P %.3f R %.3f, want 1 and 0.75", r.LinksP, r.LinksR)
	}
}

func TestMissingArticle(t *testing.T) {
	if _, err := Score([]Gold{{Article: "b"}}, []*extract.Document{doc("")}); err == nil || !strings.Contains(err.Error(), "b") {
		t.Errorf("error %v does not name the article", err)
	}
}

func TestReadNamesTheLine(t *testing.T) {
	_, err := Read("gold.jsonl", strings.NewReader("{}\n{"))
	if err == nil || !strings.HasPrefix(err.Error(), "gold.jsonl:2:") {
		t.Errorf("error %v, want gold.jsonl:2", err)
	}
}
