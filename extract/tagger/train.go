package tagger

import (
	"context"
	"fmt"
	"hash/fnv"
	"iter"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// Gold is a name that people marked. Any of Classes is right: a set that knows
// organizations only does not say which are companies. Without classes the
// stretch is no name.
type Gold struct {
	corpus.Span
	Classes []graph.Class
}

// Example is a document with sentences, tokens and candidates, as Analyze gets
// it, and the names in it.
type Example struct {
	Document *extract.Document
	Golds    []Gold
	Set      string        // the data set it comes from
	Knows    []graph.Class // classes the set marks; of others it says nothing
	OneOrg   bool          // the set does not tell kinds of organizations apart
}

// Options of training. The zero value of each stands for the default.
type Options struct {
	Seed    uint64
	Epochs  int                 // passes over the sentences; 10
	Bits    uint                // features are hashed into 2^Bits buckets; 22
	Rows    int                 // buckets that keep their weights, those with the greatest; 300000
	Least   int                 // times that a bucket must be met to get weights; 2
	Rate    float64             // length of the first step; 0.1
	Decay   float64             // part of each weight that a pass takes away; 0.05
	Drop    float64             // part of the features that a step of training does not see; 0
	HeldOut float64             // part of the documents that confidence is fitted on; 0.1
	Lists   map[string][]string // names by list; being in one is a feature of a word
	Raw     iter.Seq[[]string]  // sentences of words, as the language's analyzer cuts them: distributional classes are learned from them
	// Times says how much a set counts, as sets.tsv does for those that it does
	// not name. Of a set below 1 that part of the documents is read; above 1 each
	// sentence weighs more.
	Times  map[string]float64
	Report func(epoch, sentences int, loss float64) // loss: mean negative log likelihood of a sentence
}

func (o Options) filled() Options {
	set(&o.Epochs, 10)
	set(&o.Bits, 22)
	set(&o.Rows, 300000)
	set(&o.Least, 2)
	set(&o.Rate, 0.1)
	set(&o.Decay, 0.05)
	set(&o.HeldOut, 0.1)
	return o
}

func set[T comparable](v *T, standard T) {
	var zero T
	if *v == zero {
		*v = standard
	}
}

// Train learns a model for one language from the examples. The same examples,
// in the same order, and options give the same model, byte for byte. An error
// names what is missing.
func Train(ctx context.Context, lang corpus.Lang, classes []graph.Class, examples []Example, o Options) (*Model, error) {
	tags, err := newScheme(classes)
	if err != nil {
		return nil, err
	}
	o = o.filled()
	if o.Bits > maxBits || o.Rows > maxRows {
		return nil, fmt.Errorf("tagger: train %s: at most %d bits and %d rows", lang, maxBits, maxRows)
	}
	times, err := standardTimes(examples)
	if err != nil {
		return nil, err
	}
	maps.Copy(times, o.Times)
	learn, hold := divide(examples, o.HeldOut)
	usage, small := asWritten(lang, learn)
	named := maps.Clone(o.Lists)
	if lang == corpus.English && named != nil {
		named[smallList] = small
	}
	names, err := newLists(named, usage.common)
	if err != nil {
		return nil, fmt.Errorf("tagger: train %s: %w", lang, err)
	}
	var words *clusters
	if o.Raw != nil {
		words = learnClusters(lang, o.Raw)
	}
	sentences := prepare(reader{lang: lang, bits: o.Bits, lists: &names, classes: words}, tags, sample(learn, times), times)
	if len(sentences) == 0 {
		return nil, fmt.Errorf("tagger: train %s: no sentence of this language in %d documents", lang, len(examples))
	}
	t := newTrainer(tags, o, sentences)
	random := rand.New(rand.NewPCG(o.Seed, 1))
	for epoch := range o.Epochs {
		random.Shuffle(len(sentences), func(i, j int) { sentences[i], sentences[j] = sentences[j], sentences[i] })
		loss := 0.0
		for i := range sentences {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			loss += t.learn(&sentences[i])
		}
		t.shrink(o.Decay)
		if o.Report != nil {
			o.Report(epoch+1, len(sentences), loss/float64(len(sentences)))
		}
	}
	m := t.model(lang, o)
	m.lists, m.head.Lists = names, names.names
	m.words, m.head.Words = words, words.len()
	m.head.Sets = setNames(examples)
	m.calibrate(hold)
	return m, nil
}

// divide parts the examples by a hash of their article's id.
func divide(examples []Example, held float64) (learn, hold []Example) {
	for _, e := range examples {
		if part(e, "") < held {
			hold = append(hold, e)
		} else {
			learn = append(learn, e)
		}
	}
	return learn, hold
}

// part is a number from 0 to 1 that the article's id and a salt give.
func part(e Example, salt string) float64 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(passage(e.Document.Article.ID) + salt))
	return float64(h.Sum32()>>8%1000) / 1000
}

// passageLength is how many sentences of a set in a row stay together, since
// they name the same things.
const passageLength = 20

var numbered = regexp.MustCompile(`-\d+$`)

// passage is the id of an example, or that of the sentences around it where the
// sentences of a set are numbered.
func passage(id string) string {
	at := numbered.FindStringIndex(id)
	if at == nil {
		return id
	}
	n, _ := strconv.Atoi(id[at[0]+1:])
	return fmt.Sprint(id[:at[0]], "/", n/passageLength)
}

// sample leaves out what is too much of a set.
func sample(examples []Example, times map[string]float64) []Example {
	var out []Example
	for _, e := range examples {
		if n, ok := times[e.Set]; !ok || n >= 1 || part(e, "sample") < n {
			out = append(out, e)
		}
	}
	return out
}

func setNames(examples []Example) []string {
	var out []string
	for _, e := range examples {
		out = append(out, e.Set)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// HeldOut returns the examples that Train does not learn from when it holds out
// that part of them (0.1 where part is 0).
func HeldOut(examples []Example, part float64) []Example {
	set(&part, Options{}.filled().HeldOut)
	_, hold := divide(examples, part)
	return hold
}

// Judge reports whether people marked a name of the class at the candidate, and
// whether they would have.
func (e Example) Judge(m extract.Mention) (right, known bool) {
	known = slices.Contains(e.Knows, m.Class)
	for _, g := range e.Golds {
		if g.Span != m.Span {
			continue
		}
		right = right || slices.Contains(g.Classes, m.Class) || e.OneOrg && len(g.Classes) > 0 && kind(g.Classes[0]) == kind(m.Class)
	}
	return right, known
}

// Marked reports whether people marked a name that shares text with the
// candidate, or would have if there were one.
func (e Example) Marked(m extract.Mention) bool {
	return strings.HasPrefix(e.Set, ownPrefix) || slices.ContainsFunc(e.Golds, func(g Gold) bool { return len(g.Classes) > 0 && g.Overlaps(m.Span) })
}
