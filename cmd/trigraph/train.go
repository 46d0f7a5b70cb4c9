package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/annotate"
	"trigraph/extract/tagger"
	"trigraph/graph"
)

// trainOptions are the flags of train.
type trainOptions struct {
	data, lang, out string
	join, readings  bool
	relations       bool
	marked          []string
	links           linkOptions
	licenses, lists []string
	raw             []string
	times           map[string]string // set -> how much it counts
	tagger.Options
}

func (p *program) trainCommand() *cobra.Command {
	var o trainOptions
	cmd := &cobra.Command{
		Use:   "train --data DIR --lang LANG -o FILE",
		Short: "train the model that finds names no list knows",
		Long: `train reads the sets DIR/LANG-*-train.jsonl.gz (sentences with marked names;
offsets count code points), the classes their labels stand for (DIR/labelmap.tsv
and DIR/maps), and the sentences written for it, which are in the program. It
writes a model, and prints what that finds in sentences held out. The same data
and seed give the same file.`,
		Example: `  trigraph train --data ner --lang de -o de.bin
  trigraph train --data ner --lang en -o en.bin --license CC-BY-4.0,CC-BY-SA-4.0
  trigraph train --join --data ner -o join.tsv
  trigraph train --readings --data el -o readings.tsv
  trigraph train --relations --data re --lang de -o de.bin --epochs 8 --drop 0.2 --rows 60000`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.train(cmd.Context(), o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.data, "data", "", "folder with the sets")
	f.StringVar(&o.lang, "lang", "", "zh, en or de")
	f.StringVarP(&o.out, "output", "o", "", "model file to write")
	f.Uint64Var(&o.Seed, "seed", 1, "order of the sentences")
	f.IntVar(&o.Epochs, "epochs", 10, "passes over the sentences")
	f.UintVar(&o.Bits, "bits", 22, "features are hashed into 2^bits buckets")
	f.IntVar(&o.Rows, "rows", 300000, "buckets that keep their weights")
	f.IntVar(&o.Least, "least", 2, "times that a bucket must be met to get weights")
	f.Float64Var(&o.Rate, "rate", 0.1, "length of the first step")
	f.Float64Var(&o.Decay, "decay", 0.05, "part of each weight that a pass takes away")
	f.Float64Var(&o.Drop, "drop", 0, "part of the features that a step of training does not see")
	f.Float64Var(&o.HeldOut, "held-out", 0.1, "part of the sentences that confidence is fitted on")
	f.BoolVar(&o.join, "join", false, "learn, for all languages, how far lexicon, rules and models are to be believed")
	f.BoolVar(&o.readings, "readings", false, "learn which thing a name means, on sets that say it")
	f.BoolVar(&o.relations, "relations", false, "learn which claims the sentences of a language state between their names")
	f.StringSliceVar(&o.marked, "marked", nil, "with --relations: more files of sentences, with every claim marked")
	linkFlags(cmd, &o.links)
	f.StringSliceVar(&o.licenses, "license", nil, "only sets under these licences")
	f.StringSliceVar(&o.lists, "list", nil, "lists of names as NAME=FILE[:COLUMN[:OTHER=VALUE]]: TSV, plain or gzipped; the first column if none is named, the rows with a value in another")
	f.StringToStringVar(&o.times, "times", nil, "how much a set counts: SET=N, 0 leaves it out, 0.5 reads half of it, 2 weighs it twice")
	f.StringSliceVar(&o.raw, "raw", nil, "articles of the language: words with like neighbours in them and in the sets are learned as classes")
	return cmd
}

func (p *program) train(ctx context.Context, o trainOptions) error {
	if o.join {
		if o.data == "" || o.out == "" {
			return usageError("train --join needs --data DIR and -o FILE")
		}
		return p.trainJoin(ctx, o)
	}
	if o.readings {
		if o.data == "" || o.out == "" {
			return usageError("train --readings needs --data DIR and -o FILE")
		}
		o.links.data = o.data
		return p.trainReadings(ctx, o.links, o.out)
	}
	lang := corpus.Lang(o.lang)
	if o.data == "" || o.out == "" || !slices.Contains([]corpus.Lang{corpus.Chinese, corpus.English, corpus.German}, lang) {
		return usageError("train needs --data DIR, --lang zh, en or de, and -o FILE")
	}
	if o.relations {
		return p.trainPairs(ctx, o)
	}
	examples, err := readSets(o)
	if err != nil {
		return err
	}
	if err := p.prepare(ctx, examples); err != nil {
		return err
	}
	if o.Lists, err = readLists(o.lists); err != nil {
		return err
	}
	if o.Times, err = timesOf(o.times); err != nil {
		return err
	}
	start := time.Now()
	var rawErr error
	if len(o.raw) > 0 {
		o.Raw = func(yield func([]string) bool) { rawErr = rawWords(ctx, o.raw, lang, examples, yield) }
	}
	o.Report = func(epoch, sentences int, loss float64) {
		fmt.Fprintf(p.errs, "  pass %d: loss %.3f over %d sentences, %.0f s\n", epoch, loss, sentences, time.Since(start).Seconds())
	}
	model, err := tagger.Train(ctx, lang, tagger.Classes(), examples, o.Options)
	if err := cmp.Or(rawErr, err); err != nil {
		return err
	}
	p.reportHeldOut(model)
	f, err := os.Create(o.out)
	if err != nil {
		return err
	}
	if _, err := model.WriteTo(f); err != nil {
		f.Close()
		return fmt.Errorf("%s: %w", o.out, err)
	}
	return f.Close()
}

// prepare runs on each example what comes before the tagger in the pipeline.
func (p *program) prepare(ctx context.Context, examples []tagger.Example) error {
	steps, err := annotate.Languages()
	if err != nil {
		return err
	}
	words, err := loadLexicon(p.config.Extract.Lexicon)
	if err != nil {
		return err
	}
	steps = append(steps, extract.InOrder{}, words)
	for _, e := range examples {
		if err := annotate.Run(ctx, steps, e.Document); err != nil {
			return fmt.Errorf("%s: %w", e.Document.Article.ID, err)
		}
	}
	return nil
}

// readSets reads all sets of the language, in order of their names.
func readSets(o trainOptions) ([]tagger.Example, error) {
	files, err := filepath.Glob(filepath.Join(o.data, o.lang+"-*-train.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no set %s-*-train.jsonl.gz", o.data, o.lang)
	}
	slices.Sort(files)
	var out []tagger.Example
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), "-train.jsonl.gz")
		if n, ok := o.times[name]; ok && n == "0" {
			continue
		}
		if len(o.licenses) > 0 && !slices.Contains(o.licenses, tagger.License(name)) {
			continue
		}
		s, err := readLabels(o.data, name)
		if err != nil {
			return nil, err
		}
		examples, err := s.read(file)
		if err != nil {
			return nil, err
		}
		out = append(out, examples...)
	}
	own, err := tagger.Own(corpus.Lang(o.lang))
	if err != nil {
		return nil, err
	}
	if len(own) > 0 && (len(o.licenses) == 0 || slices.Contains(o.licenses, tagger.License(own[0].Set))) {
		out = append(out, own...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no set of %s under the licences asked for", o.data, o.lang)
	}
	return out, nil
}

// labels are what a set's labels mean in classes.
type labels struct {
	name   string
	common map[string]string        // label -> common type, "" for what is not marked as a name
	types  map[string][]graph.Class // common type -> classes it covers in this set
	within map[string]bool          // common types whose spans hold more than the name
	knows  []graph.Class
}

// usual is the class of a common type that a set's map gives to no class.
var usual = map[string]graph.Class{"PRODUCT": graph.Product, "LAW": graph.Law}

// readLabels joins labelmap.tsv (set, label, common type) with the set's map,
// which says which classes count as which common type.
func readLabels(dir, name string) (*labels, error) {
	s := &labels{name: name, common: map[string]string{}, types: map[string][]graph.Class{}, within: map[string]bool{}}
	var m struct {
		Pred   map[graph.Class]*string `json:"pred"`
		Inside []string                `json:"inside"`
	}
	file := filepath.Join(dir, "maps", name+".json")
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for _, c := range tagger.Classes() {
		if t := m.Pred[c]; t != nil {
			s.types[*t] = append(s.types[*t], c)
			s.knows = append(s.knows, c)
		}
	}
	for _, t := range m.Inside {
		s.within[t] = true
	}
	return s, s.readCommon(filepath.Join(dir, "labelmap.tsv"))
}

func (s *labels) readCommon(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || f[0] != s.name || f[2] == "X" {
			continue
		}
		s.common[f[1]] = f[2]
		if c := usual[f[2]]; c != "" && s.types[f[2]] == nil {
			s.types[f[2]] = []graph.Class{c}
			s.knows = append(s.knows, c)
		}
	}
	if len(s.common) == 0 {
		return fmt.Errorf("%s: no labels of set %s", file, s.name)
	}
	return nil
}

// marked is one line of a set.
type marked struct {
	ID       string      `json:"id"`
	Lang     corpus.Lang `json:"lang"`
	Text     string      `json:"text"`
	Entities []struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Type  string `json:"type"`
	} `json:"entities"`
}

func (s *labels) read(file string) ([]tagger.Example, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var out []tagger.Example
	lines := bufio.NewReader(z)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var m marked
			if err := json.Unmarshal(line, &m); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, n, err)
			}
			example, err := s.example(m)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, n, err)
			}
			out = append(out, example)
		}
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
}

// example makes a document of one block, so that a sentence is read in the
// language that the set says.
func (s *labels) example(m marked) (tagger.Example, error) {
	a := &corpus.Article{ID: m.ID, Source: s.name, Lang: m.Lang, Text: m.Text}
	a.Blocks = []corpus.Block{{Span: corpus.Span{End: len(m.Text)}, Kind: corpus.Paragraph, Lang: m.Lang}}
	e := tagger.Example{Document: extract.New(a), Set: s.name, Knows: s.knows, OneOrg: slices.ContainsFunc(
		slices.Collect(maps.Values(s.types)), func(cs []graph.Class) bool { return slices.Contains(cs, graph.Company) && len(cs) > 1 })}
	offsets := byteOffsets(m.Text)
	for _, g := range m.Entities {
		if g.Start < 0 || g.End >= len(offsets) || g.Start >= g.End {
			return e, fmt.Errorf("%s: name at %d to %d of %d code points", m.ID, g.Start, g.End, len(offsets)-1)
		}
		common := s.common[g.Type]
		span := corpus.Span{Start: offsets[g.Start], End: offsets[g.End]}
		if s.within[common] {
			// what stands around the law's own name is part of no name
			e.Golds = append(e.Golds, tagger.Gold{Span: span})
			if span.Start += citation(span.In(m.Text)); span.Start == span.End {
				continue
			}
		}
		span = nameIn(m.Text, span)
		if m.Lang != corpus.Chinese && !isName(span.In(m.Text)) && !small(m.Lang, s.types[common]) {
			continue
		}
		e.Golds = append(e.Golds, tagger.Gold{Span: span, Classes: narrow(span.In(m.Text), s.types[common])})
	}
	return e, nil
}

// byteOffsets maps code points to bytes; the last entry is the text's end.
func byteOffsets(text string) []int {
	out := make([]int, 0, utf8.RuneCountInString(text)+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}
