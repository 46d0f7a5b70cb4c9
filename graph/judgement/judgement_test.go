package judgement

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"trigraph/graph"
)

// numbered gives judgements their numbers from words: "same a b",
// "split a b article", "rename a en Name", "class a Company", "undo 1".
func numbered(t testing.TB, lines ...string) []Judgement {
	t.Helper()
	var list []Judgement
	for i, line := range lines {
		f := strings.Fields(line)
		j := Judgement{Number: i + 1, Author: "anna", Verdict: Verdict(f[0])}
		switch j.Verdict {
		case Split:
			j.A, j.B, j.Articles = f[1], f[2], f[3:]
		case Rename:
			j.A, j.Lang, j.Name = f[1], f[2], f[3]
		case Reclass:
			j.A, j.Class = f[1], graph.Class(f[2])
		case Undo:
			fmt.Sscan(f[1], &j.Of)
		default:
			j.A, j.B, j.Articles = f[1], f[2], f[3:]
		}
		if err := j.check(); err != nil {
			t.Fatal(err)
		}
		list = append(list, j)
	}
	return list
}

// article is a record that names things.
func article(id string, things ...string) graph.Record {
	r := graph.Record{Article: graph.Article{ID: id}}
	for i, thing := range things {
		r.Mentions = append(r.Mentions, graph.Mention{Entity: thing, Start: i, End: i + 1})
		if strings.Contains(thing, "/") {
			r.Entities = append(r.Entities, graph.Entity{ID: thing, Class: graph.Organization, Labels: map[string]string{"en": thing}, Names: []string{thing}})
		}
	}
	return r
}

// obeyed applies the judgements and lists what each article then names.
func obeyed(l *List, records []graph.Record) string {
	identity := l.Record(slices.Values(records)).Identity()
	var out []string
	for _, r := range records {
		r, _ = identity.Apply(r)
		var ids []string
		for _, m := range r.Mentions {
			ids = append(ids, m.Entity)
		}
		for _, e := range r.Entities {
			if e.Labels["en"] != e.ID && e.Labels["en"] != "" && slices.Contains(ids, e.ID) && !strings.Contains(e.Labels["en"], "/") {
				ids = append(ids, e.Labels["en"])
			}
			if e.Class != graph.Organization {
				ids = append(ids, string(e.Class))
			}
		}
		out = append(out, r.Article.ID+":"+strings.Join(ids, ","))
	}
	return strings.Join(out, " ")
}

func TestWhatHolds(t *testing.T) {
	records := []graph.Record{article("1", "o/a", "o/b"), article("2", "o/c", "known"), article("3", "o/a")}
	for _, tt := range []struct {
		name, judged, want, problem string
	}{
		{"nothing", "", "1:o/a,o/b 2:o/c,known 3:o/a", ""},
		{"same", "same o/a o/b", "1:o/a,o/a 2:o/c,known 3:o/a", ""},
		{"the known thing stands", "same o/a known", "1:known,o/b 2:o/c,known 3:known", ""},
		{"chain", "same o/a o/b; same o/b o/c", "1:o/a,o/a 2:o/a,known 3:o/a", ""},
		{"chain in another order", "same o/b o/c; same o/a o/b", "1:o/b,o/b 2:o/b,known 3:o/b", ""},
		{"the later wins", "same o/a o/b; different o/b o/a", "1:o/a,o/b 2:o/c,known 3:o/a", "2 replaces 1"},
		{"unsure takes back", "same o/a o/b; unsure o/a o/b", "1:o/a,o/b 2:o/c,known 3:o/a", "2 replaces 1"},
		{"against a chain", "same o/a o/b; same o/b o/c; different o/a o/c", "1:o/a,o/a 2:o/a,known 3:o/a",
			"3 does not hold: o/a and o/c are one by judgement 1 (o/a and o/b are same) and judgement 2 (o/b and o/c are same)"},
		{"same against a chain", "different o/a o/c; same o/a o/b; same o/b o/c", "1:o/a,o/a 2:o/c,known 3:o/a",
			"3 does not hold: that would make one of o/a and o/c, which are different by judgement 2 (o/a and o/b are same) and judgement 1 (o/a and o/c are different)"},
		{"replacing in vain keeps the one before", "same o/a o/b; same o/b o/c; same o/a o/c; different o/a o/c", "1:o/a,o/a 2:o/a,known 3:o/a", "4 does not hold"},
		{"undo", "same o/a o/b; undo 1", "1:o/a,o/b 2:o/c,known 3:o/a", ""},
		{"undo of undo", "same o/a o/b; undo 1; undo 2", "1:o/a,o/a 2:o/c,known 3:o/a", ""},
		{"undo of nothing", "undo 7", "1:o/a,o/b 2:o/c,known 3:o/a", "1 undoes judgement 7, which is not there"},
		{"split", "split o/a o/a~3 3", "1:o/a,o/b 2:o/c,known 3:o/a~3", ""},
		{"split of what others went into", "same o/c o/a; split o/c o/x 3", "1:o/c,o/b 2:o/c,known 3:o/x", ""},
		{"split off and joined with another", "split o/a o/x 3; same known o/x", "1:o/a,o/b 2:o/c,known 3:known", ""},
		{"rename", "rename o/a en Acme; rename o/a en Ajax", "1:o/a,o/b,Ajax 2:o/c,known 3:o/a,Ajax", "2 replaces 1"},
		{"rename of what has gone into another", "same o/b o/a; rename o/a en Acme", "1:o/b,o/b,Acme 2:o/c,known 3:o/b,Acme", ""},
		{"class", "class o/c Person", "1:o/a,o/b 2:o/c,known,Person 3:o/a", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var lines []string
			for line := range strings.SplitSeq(tt.judged, "; ") {
				if line != "" {
					lines = append(lines, line)
				}
			}
			l := NewList(numbered(t, lines...))
			if got := obeyed(l, records); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if got := strings.Join(l.Problems(), "\n"); !strings.Contains(got, tt.problem) || tt.problem == "" && got != "" {
				t.Errorf("problems %q, want %q", got, tt.problem)
			}
		})
	}
}

func TestAllows(t *testing.T) {
	l := NewList(numbered(t, "same o/a o/b", "same o/b o/c", "different o/d o/e"))
	for _, tt := range []struct{ judged, want string }{
		{"different o/a o/b", ""}, // the later wins
		{"different o/a o/c", "judgement 1 (o/a and o/b are same) and judgement 2 (o/b and o/c are same); undo one of them first"},
		{"same o/c o/d", ""},
		{"undo 2", ""},
		{"undo 9", "there is no judgement 9 that holds"},
	} {
		err := l.Allows(numbered(t, tt.judged)[0])
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.judged, err, tt.want)
		}
	}
	if !l.Apart("o/e", "o/d") || l.Apart("o/a", "o/b") {
		t.Error("Apart")
	}
}

// A judgement finds its thing though it has another id since.
func TestAnchors(t *testing.T) {
	js := numbered(t, "same p/li p/lee", "rename p/li en Li")
	js[0].AIn, js[1].AIn = "2", "2"
	records := []graph.Record{article("1", "p/li~acme"), article("2", "p/li~initech"), article("3", "p/lee")}
	if got, want := obeyed(NewList(js), records), "1:p/li~acme 2:p/li~initech,Li 3:p/li~initech,Li"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sub", "judgements.jsonl")
	if l, err := ReadFile(file); err != nil || len(l.All()) != 0 {
		t.Fatal(l, err)
	}
	when := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	want := []Judgement{
		{1, when, "anna", Same, "o/a", "o/b", "x", "", nil, "", "", "", 0, "<seen & known>"},
		{2, when, "bert", Rename, "o/a", "", "", "", nil, "zh", "名", "", 0, ""},
		{4, when, "bert", Undo, "", "", "", "", nil, "", "", "", 1, "too early"},
	}
	for i, j := range want {
		if i == 2 { // a person has written into it and left out the last line break
			data, _ := os.ReadFile(file)
			if err := os.WriteFile(file, append(data, "# seen by all"...), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if n, err := Append(file, j); err != nil || n != j.Number {
			t.Fatal(n, err)
		}
	}
	l, err := ReadFile(file)
	if err != nil || !reflect.DeepEqual(l.All(), want) {
		t.Errorf("got %+v, %v", l.All(), err)
	}
	if _, err := Append(file, Judgement{Verdict: Same, A: "o/a"}); err == nil {
		t.Error("half a judgement was written")
	}
}

func TestFileFaults(t *testing.T) {
	for line, want := range map[string]string{
		`{"verdict":"same","a":"x"}`:         `2: verdict "same" needs two things, a and b`,
		`{"verdict":"maybe","a":"x"}`:        `2: unknown verdict "maybe"`,
		`{"verdict":"same","a":"x","c":"y"}`: `2: json: unknown field "c"`,
		`same x y`:                           `2: invalid character`,
	} {
		if _, err := Parse(strings.NewReader("# head\n" + line)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", line, err, want)
		}
	}
}

// Whatever people decide: articles in any order give the same records, applying
// twice changes nothing more, and undoing all gives what was before.
func TestAnyJudgements(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	id := func() string { return []string{"o/a", "o/b", "o/c", "o/d", "known", "other"}[rnd.IntN(6)] }
	for range 300 {
		var lines []string
		for n := range rnd.IntN(12) {
			a, b := id(), id()
			switch k := rnd.IntN(7); {
			case k == 0 && n > 0:
				lines = append(lines, fmt.Sprintf("undo %d", 1+rnd.IntN(n)))
			case k == 1:
				lines = append(lines, "rename "+a+" en N"+b)
			case k == 2:
				lines = append(lines, "split "+a+" "+a+"~x "+fmt.Sprint(rnd.IntN(4)))
			case a == b:
			case k == 3:
				lines = append(lines, "different "+a+" "+b)
			default:
				lines = append(lines, "same "+a+" "+b)
			}
		}
		js := numbered(t, lines...)
		records := []graph.Record{article("0", id(), id()), article("1", id()), article("2", id(), id()), article("3", id())}
		l := NewList(js)
		by := l.Record(slices.Values(records))
		shuffled := slices.Clone(records)
		rnd.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if again := l.Record(slices.Values(shuffled)); !reflect.DeepEqual(by, again) {
			t.Fatalf("%q: another order, other joins:\n%v\n%v", lines, by, again)
		}
		for _, j := range l.Holding() { // same means same in every article that is not split
			identity := by.Identity()
			if j.Verdict == Same && identity.Node("", j.A) != identity.Node("", j.B) {
				t.Fatalf("%q: %s is not obeyed", lines, j)
			}
			if j.Verdict == Different && identity.Node("", j.A) == identity.Node("", j.B) {
				t.Fatalf("%q: %s is not obeyed", lines, j)
			}
		}
		for holding := NewList(js).Holding(); len(holding) > 0; holding = NewList(js).Holding() { // what was refused may hold now
			for _, j := range holding {
				js = append(js, Judgement{Number: len(js) + 1, Verdict: Undo, Of: j.Number})
			}
		}
		if all := NewList(js); !reflect.DeepEqual(all.Record(slices.Values(records)), graph.Record{}) {
			t.Fatalf("%q: something is left: %v", lines, all.Holding())
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`{"time":"2026-01-02T03:04:05Z","author":"anna","verdict":"same","a":"x","b":"y"}`)
	f.Add("# x\n\n{}")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := Parse(strings.NewReader(text))
		if err != nil {
			return
		}
		l := NewList(list)
		for _, j := range l.Holding() {
			if _, err := json.Marshal(j); err != nil {
				t.Errorf("%+v: %v", j, err)
			}
		}
		l.Record(slices.Values([]graph.Record(nil)))
	})
}
