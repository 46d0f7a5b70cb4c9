package resolve

import (
	"cmp"
	"slices"
	"strings"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// The reasons of joins (graph.Join.Reason).
const (
	Alias     = "alias"      // the article gives the short form beside the full name
	ShortForm = "short form" // of a fuller name in the same article
	Elsewhere = "alias elsewhere"
	Spelling  = "spelling" // the same letters but for accents, spaces and script
	SameName  = "same name"
	Apart     = "another of the name" // the first of a group that others are apart from
)

// reason is why a name within an article is a thing: the kind, the rule that
// saw it, and the sentence.
type reason struct {
	kind, rule string
	sentence   corpus.Span
	confidence float64
}

// How sure the reasons within an article are.
const (
	sureAlias = 0.95
	sureForm  = 0.85
)

// because is a reason of which the sentence around s tells.
func (a *article) because(kind, rule string, s corpus.Span) reason {
	sure := sureForm
	if kind == Alias {
		sure = sureAlias
	}
	if i := sentenceAt(a.d.Sentences, s.Start); i >= 0 {
		s = a.d.Sentences[i].Span
	}
	return reason{kind, rule, s, sure}
}

// shows returns the first place where the article calls a thing by the name it
// goes by, or else its first place.
func (a *article) shows(n *node) corpus.Span {
	var first corpus.Span
	for i, m := range a.mentions {
		if a.nodes[i].root() != n {
			continue
		}
		if a.surface(m) == n.name {
			return m.Span
		}
		if first.End == 0 {
			first = m.Span
		}
	}
	return first
}

// cause returns why n is the thing it stands for, or none where it always was.
func (n *node) cause() reason {
	if n.merged == nil {
		return reason{}
	}
	return n.why
}

// mostCandidates is how many things that a name may mean are kept.
const mostCandidates = 3

// open notes what a mention may mean that is a thing of its own for want of a
// sure reading.
func (a *article) open(m extract.Mention, n *node) {
	if n.known {
		return
	}
	for _, c := range m.Candidates[:min(len(m.Candidates), mostCandidates)] {
		why := a.because(graph.Candidate, "reading", m.Span)
		why.confidence = c.Prior
		a.joins.put(a, graph.Join{From: n.id, To: c.Entity, Name: a.surface(m)}, why)
	}
}

// joins are the joins of an article, one for each name and thing.
type joins map[[2]string]graph.Join

// add notes that a name is the node. A name that would be that node by itself
// is no join.
func (js *joins) add(a *article, name string, n *node, why reason) {
	from := a.r.names.newID(name, n.class)
	if from == n.id || from == family(n.class)+"/" || a.r.names.newID(strings.TrimSuffix(name, "s"), n.class) == n.id {
		return
	}
	js.put(a, graph.Join{From: from, To: n.id, Name: name}, why)
}

// put notes the first reason for a pair of ids.
func (js *joins) put(a *article, j graph.Join, why reason) {
	if *js == nil {
		*js = joins{}
	}
	key := [2]string{j.From, j.To}
	if _, ok := (*js)[key]; ok {
		return
	}
	j.Reason, j.Provenance = why.kind, graph.Provenance{
		Article: a.d.Article.ID, Start: a.d.CodePoint(why.sentence.Start), End: a.d.CodePoint(why.sentence.End),
		Quote: strings.TrimSpace(a.d.Text(why.sentence)), Rule: "resolve:" + why.rule, Confidence: why.confidence,
	}
	(*js)[key] = j
}

// sorted returns the joins by name and thing. A thing may have gone into
// another after its join was noted; then that is the thing.
func (js joins) sorted() []graph.Join {
	list := make([]graph.Join, 0, len(js))
	for _, j := range js {
		list = append(list, j)
	}
	slices.SortFunc(list, func(a, b graph.Join) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To))
	})
	if len(list) == 0 {
		return nil
	}
	return list
}
