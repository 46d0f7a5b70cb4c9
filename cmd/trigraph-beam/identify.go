package main

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"trigraph/extract/annotate"
	"trigraph/extract/resolve"
	"trigraph/graph"
)

// collideFn gives new ids to articles whose id one before them has, as a Reader
// does: their source names them as well.
type collideFn struct{}

// ProcessElement takes the articles of one id.
func (*collideFn) ProcessElement(ctx context.Context, id string, next func(*[]byte) bool, emit func([]byte)) error {
	list, err := unpacked[renamed](next)
	if err != nil || len(list) < 2 {
		return err
	}
	slices.SortFunc(list, func(a, b renamed) int { return strings.Compare(a.Order, b.Order) })
	taken := map[string]bool{id: true}
	for _, r := range list[1:] {
		source := r.ID
		for n := 2; taken[r.ID]; n++ {
			r.ID = source + "~" + strconv.Itoa(n)
		}
		taken[r.ID] = true
		data, err := packed(r)
		if err != nil {
			return err
		}
		counter(ctx, "articles renamed: same id", 1)
		emit(data)
	}
	return nil
}

// names maps the places of articles that are renamed to their ids.
func names(next func(*[]byte) bool) (map[string]string, error) {
	list, err := unpacked[renamed](next)
	ids := map[string]string{}
	for _, r := range list {
		ids[r.Order] = r.ID
	}
	return ids, err
}

// identifyFn decides over all articles what is one thing.
type identifyFn struct {
	Lexicon   []string
	annotator *annotate.Annotator
}

// Setup opens the lexicon, once a worker.
func (f *identifyFn) Setup(context.Context) (err error) {
	f.annotator, err = annotator(f.Lexicon)
	return err
}

// ProcessElement takes the digests of all articles.
func (f *identifyFn) ProcessElement(ctx context.Context, _ int, next, renames func(*[]byte) bool, emit func([]byte)) error {
	ids, err := names(renames)
	if err != nil {
		return err
	}
	list, err := unpacked[digested](next)
	if err != nil {
		return err
	}
	for i := range list {
		if id, ok := ids[list[i].Order]; ok {
			renameDigest(&list[i].Digest, id)
		}
	}
	slices.SortFunc(list, func(a, b digested) int { return strings.Compare(a.Digest.Article, b.Digest.Article) })
	joins := f.annotator.Resolver.Decide(func(yield func(resolve.Digest) bool) {
		for _, d := range list {
			if !yield(d.Digest) {
				return
			}
		}
	}, nil)
	counter(ctx, "joins", len(joins))
	for _, j := range joins {
		data, err := packed(j)
		if err != nil {
			return err
		}
		emit(data)
	}
	return nil
}

func renameDigest(d *resolve.Digest, id string) {
	d.Article = id
	for i := range d.Aliases {
		d.Aliases[i].Article = id
	}
}

func renameRecord(r *graph.Record, id string) {
	r.Article.ID = id
	for i := range r.Claims {
		r.Claims[i].Article = id
	}
	for i := range r.Joins {
		r.Joins[i].Article = id
	}
}

// judgement is what was decided over all articles, read once an instance.
type judgement struct {
	once     sync.Once
	ids      map[string]string
	identity *graph.Identity
	err      error
}

func (j *judgement) read(renames, joins func(*[]byte) bool) error {
	j.once.Do(func() {
		var list []graph.Join
		if list, j.err = unpacked[graph.Join](joins); j.err == nil {
			j.identity = graph.Record{Joins: list}.Identity()
			j.ids, j.err = names(renames)
		}
	})
	return j.err
}
