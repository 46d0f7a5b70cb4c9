package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-ego/gse"
	"github.com/jdkato/prose/v2"
)

// BenchmarkExtract measures the whole of trigraph extract, from JSON lines to
// JSON lines, on a slice of the articles beside the checkout, and in the same
// run what others need for less: prose to find English names, gse to tag
// Chinese words. Run it with -cpu 1; docs/bench.md tells what came out.
func BenchmarkExtract(b *testing.B) {
	for _, c := range []struct {
		name, file string
		other      string
		read       func(*testing.B) func(text string)
	}{
		{"en", "en-digitalgov.jsonl.gz", "prose", proseNames},
		{"zh", "zh-lctt.jsonl.gz", "gse", gseTags},
		{"zh-laws", "zh-laws.jsonl.gz", "gse", gseTags},
		{"de", "de-gesetze.jsonl.gz", "", nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			file, texts, size := articlesSlice(b, c.file)
			e, err := newEngine(defaultConfig(b).Extract)
			if err != nil {
				b.Fatal(err)
			}
			p := &program{out: io.Discard, errs: io.Discard, config: defaultConfig(b)}
			if err := p.extractWith(b.Context(), e, []string{file}); err != nil { // reads the models
				b.Fatal(err)
			}
			other := func(string) {}
			if c.read != nil {
				other = c.read(b)
			}
			var ours, theirs time.Duration
			words := 0
			for b.Loop() {
				start := time.Now()
				if err := p.extractWith(b.Context(), e, []string{file}); err != nil {
					b.Fatal(err)
				}
				ours += time.Since(start)
				start = time.Now()
				for _, text := range texts {
					other(text)
					words += len(strings.Fields(text))
				}
				theirs += time.Since(start)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(b.N*size)/1e6/ours.Seconds(), "MB/s")
			if strings.HasPrefix(c.name, "en") || c.name == "de" {
				b.ReportMetric(float64(words)/ours.Seconds(), "words/s")
			}
			if c.read != nil {
				b.ReportMetric(float64(b.N*size)/1e6/theirs.Seconds(), c.other+"-MB/s")
				b.ReportMetric(theirs.Seconds()/ours.Seconds(), "times-"+c.other)
			}
		})
	}
}

// articlesSlice writes articles from all over a file, some 300 kB of text, to a
// file of their own.
func articlesSlice(b *testing.B, name string) (file string, texts []string, size int) {
	b.Helper()
	const wanted = 300_000
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "articles", name))
	if err != nil {
		b.Skip("no articles beside the checkout")
	}
	all := unpacked(b, data)
	lines := bytes.SplitAfter(all, []byte("\n"))
	step := max(1, len(all)/wanted)
	var picked bytes.Buffer
	for i := 0; i < len(lines) && len(lines[i]) > 0; i += step {
		var a struct{ Text string }
		if err := json.Unmarshal(lines[i], &a); err != nil {
			b.Fatal(err)
		}
		picked.Write(lines[i])
		texts, size = append(texts, a.Text), size+len(a.Text)
	}
	file = filepath.Join(b.TempDir(), "articles.jsonl")
	if err := os.WriteFile(file, picked.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	return file, texts, size
}

// proseNames is prose with all its steps: sentences, words, tags, names.
func proseNames(b *testing.B) func(string) {
	model, err := prose.NewDocument("")
	if err != nil {
		b.Fatal(err)
	}
	return func(text string) {
		doc, err := prose.NewDocument(text, prose.UsingModel(model.Model))
		if err != nil {
			b.Fatal(err)
		}
		_ = doc.Entities()
	}
}

// gseTags is gse's tagging over the dictionary that we use of it; its own, 33 MB
// in the binary, are left out.
func gseTags(b *testing.B) func(string) {
	data, err := os.ReadFile(filepath.Join("..", "..", "extract", "zh", "data", "words.txt.gz"))
	if err != nil {
		b.Fatal(err)
	}
	var s gse.Segmenter
	s.SkipLog = true
	if err := s.LoadDictStr(string(unpacked(b, data))); err != nil {
		b.Fatal(err)
	}
	return func(text string) { _ = s.Pos(text) }
}

func unpacked(b *testing.B, data []byte) []byte {
	b.Helper()
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		b.Fatal(err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		b.Fatal(err)
	}
	return out
}
