package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"trigraph/corpus"
)

// unread yields the articles that the store does not hold as they are now. The
// others are only counted, so that a build over articles that have not changed
// takes as long as reading them.
func (b *builder) unread(articles iter.Seq2[*corpus.Article, error]) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for a, err := range articles {
			if a != nil && err == nil && b.holds(a) {
				continue
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// holds reports whether an article is in the store already. Reading and writing
// go on beside each other.
func (b *builder) holds(a *corpus.Article) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.writer.Has(a.ID, a.Hash()) {
		return false
	}
	b.read[a.ID] = true
	b.unchanged++
	b.meter.add()
	return true
}

// extractedBy is a text that differs whenever what is extracted from the same
// article may differ: it stands for the program, which holds models and the
// built-in lexicon, for the user's lexicons and for the settings.
func (p *program) extractedBy() (string, error) {
	h := sha256.New()
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(self)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(h, f)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", err
	}
	c := p.config.Extract
	fmt.Fprintln(h, c.Model, c.MinConfidence)
	for _, path := range c.Lexicon {
		err := filepath.WalkDir(path, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			info, err := e.Info()
			if err == nil {
				fmt.Fprintln(h, name, info.Size(), info.ModTime().UnixNano())
			}
			return err
		})
		if err != nil {
			return "", fmt.Errorf("extract.lexicon: %w", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}

// judgedBy stands for the file of judgements.
func (p *program) judgedBy() (string, error) {
	data, err := os.ReadFile(p.judgementsFile())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16]), nil
}
