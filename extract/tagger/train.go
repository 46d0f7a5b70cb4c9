package tagger

import (
	"context"
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"
	"slices"

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
	Epochs  int                 // passes over the sentences; 8
	Bits    uint                // features are hashed into 2^Bits buckets; 20
	Rows    int                 // buckets that keep their weights, those with the greatest; 120000
	HeldOut float64             // part of the documents that confidence is fitted on; 0.1
	Caution float64             // how much better than a name nothing must be found, in training; 0 is even
	Lists   map[string][]string // names by list; being in one is a feature of a word
	Raw     iter.Seq[[]string]  // sentences of words, as the language's analyzer cuts them: distributional classes are learned from them
	Report  func(epoch, sentences, wrong int)
}

func (o Options) filled() Options {
	if o.Epochs == 0 {
		o.Epochs = 8
	}
	if o.Bits == 0 {
		o.Bits = 20
	}
	if o.Rows == 0 {
		o.Rows = 120000
	}
	if o.HeldOut == 0 {
		o.HeldOut = 0.1
	}
	return o
}

// sentence is one sentence ready for training: its units' buckets, and the
// states that are right for each.
type sentence struct {
	buckets []uint32 // all units' buckets
	ends    []uint32 // where those of each unit end
	right   []mask
	vague   bool // some name may be of several classes
}

// trainer learns by the averaged structured perceptron (Collins 2002), with
// partly known labels (the best right path stands for the truth; Fernandes and
// Brefeld 2011). Average is taken lazily: total holds weight times time.
type trainer struct {
	tags    scheme
	bits    uint
	lattice *lattice[float32]
	weights []float32
	total   []float64
	trans   []float64 // total of the transitions
	time    float64
	gold    []uint8
	caution float32
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
	learn, hold := divide(examples, o.HeldOut)
	names, err := newLists(o.Lists, smallWords(lang, learn))
	if err != nil {
		return nil, fmt.Errorf("tagger: train %s: %w", lang, err)
	}
	var words *clusters
	if o.Raw != nil {
		words = learnClusters(lang, o.Raw)
	}
	sentences := prepare(reader{lang: lang, bits: o.Bits, lists: &names, classes: words}, tags, learn)
	if len(sentences) == 0 {
		return nil, fmt.Errorf("tagger: train %s: no sentence of this language in %d documents", lang, len(examples))
	}
	t := newTrainer(tags, o)
	random := rand.New(rand.NewPCG(o.Seed, 1))
	for epoch := range o.Epochs {
		random.Shuffle(len(sentences), func(i, j int) { sentences[i], sentences[j] = sentences[j], sentences[i] })
		wrong := 0
		for i := range sentences {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			// the first pass learns to tell the classes apart where people did
			if (epoch > 0 || !sentences[i].vague) && t.learn(&sentences[i]) {
				wrong++
			}
		}
		if o.Report != nil {
			o.Report(epoch+1, len(sentences), wrong)
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
		h := fnv.New32a()
		_, _ = h.Write([]byte(e.Document.Article.ID))
		if float64(h.Sum32()>>8%1000) < held*1000 {
			hold = append(hold, e)
		} else {
			learn = append(learn, e)
		}
	}
	return learn, hold
}

func setNames(examples []Example) []string {
	var out []string
	for _, e := range examples {
		out = append(out, e.Set)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func newTrainer(tags scheme, o Options) *trainer {
	states := tags.states()
	return &trainer{
		tags: tags, bits: o.Bits, caution: float32(o.Caution),
		lattice: newLattice(states, make([]float32, states*states)),
		weights: make([]float32, states<<o.Bits),
		total:   make([]float64, states<<o.Bits),
		trans:   make([]float64, states*states),
	}
}

// learn looks at one sentence and reports whether the model was wrong on it.
func (t *trainer) learn(s *sentence) bool {
	t.time++
	states := t.tags.states()
	l := t.lattice
	l.reset(len(s.ends))
	from := uint32(0)
	for i, end := range s.ends {
		scores := l.emit[i*states : (i+1)*states]
		for _, b := range s.buckets[from:end] {
			for k, w := range t.weights[int(b)*states:][:states] {
				scores[k] += w
			}
		}
		for k := 1; k < states; k++ {
			scores[k] += t.caution // a name must win by so much, or it is unlearned
		}
		from = end
	}
	l.best(nil)
	if agrees(l.path, s.right) {
		return false
	}
	t.gold = append(t.gold[:0], l.path...)
	guess := t.gold
	if l.best(s.right) < impossible/2 {
		return false // no path is right: a name that crosses another
	}
	t.update(s, l.path, guess)
	return true
}

func agrees(path []uint8, right []mask) bool {
	for i, p := range path {
		if !right[i].has(int(p)) {
			return false
		}
	}
	return true
}

// update moves the weights from the guessed path to the right one.
func (t *trainer) update(s *sentence, right, guess []uint8) {
	states := t.tags.states()
	from := uint32(0)
	for i, end := range s.ends {
		if right[i] != guess[i] {
			for _, b := range s.buckets[from:end] {
				row := int(b) * states
				t.add(row+int(right[i]), 1)
				t.add(row+int(guess[i]), -1)
			}
		}
		from = end
		r, g := int(right[i]), int(guess[i])
		if i > 0 {
			r, g = r+int(right[i-1])*states, g+int(guess[i-1])*states
		}
		if r != g {
			t.lattice.trans[r]++
			t.lattice.trans[g]--
			t.trans[r] += t.time
			t.trans[g] -= t.time
		}
	}
}

func (t *trainer) add(at int, d float32) {
	t.weights[at] += d
	t.total[at] += float64(d) * t.time
}
