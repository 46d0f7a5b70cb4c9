package resolve

import (
	"cmp"
	"slices"

	"trigraph/corpus"
	"trigraph/extract"
)

// Link joins across articles: where one article says that a short name is the
// short form of a longer one, another article's thing of just that short name,
// which no lexicon knows, is the same. A short name that two articles give to
// two different things joins nothing, and a join is never followed further.
func (r *Resolver) Link(docs []*extract.Document) {
	full := r.fullNames(docs)
	for _, d := range docs {
		rename(d.Mentions, full)
		rename(d.References, full)
	}
}

func rename(ms []extract.Mention, full map[string]extract.Mention) {
	for i, m := range ms {
		if to, ok := full[m.Entity]; ok && to.Entity != "" {
			ms[i].Entity, ms[i].Name, ms[i].Class = to.Entity, to.Name, to.Class
		}
	}
}

// fullNames maps the id that a short form alone would get to a mention of its
// full name, or to one without entity where articles disagree.
func (r *Resolver) fullNames(docs []*extract.Document) map[string]extract.Mention {
	full := map[string]extract.Mention{}
	for _, d := range docs {
		for _, al := range d.Aliases {
			long, short := mentionAt(d, al.Full), mentionAt(d, al.Short)
			if long == nil || short == nil || long.Entity != short.Entity {
				continue
			}
			id := r.names.newID(d.Text(short.Span), short.Class)
			if id == long.Entity {
				continue
			}
			to := *long
			if seen, ok := full[id]; ok && seen.Entity != to.Entity {
				to.Entity = ""
			}
			full[id] = to
		}
	}
	return full
}

func mentionAt(d *extract.Document, s corpus.Span) *extract.Mention {
	i, ok := slices.BinarySearchFunc(d.Mentions, s.Start, func(m extract.Mention, start int) int {
		return cmp.Compare(m.Start, start)
	})
	if !ok || d.Mentions[i].Span != s {
		return nil
	}
	return &d.Mentions[i]
}
