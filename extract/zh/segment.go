package zh

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-ego/gse"

	"trigraph/corpus"
	"trigraph/extract"
)

// words is gse's simplified Chinese dictionary without its rare half: it loads
// four times as fast and cuts news the same. gse's own embedded dictionaries
// are not used, so the linker leaves their 33 MB out.
//
//go:embed data/words.txt.gz
var words []byte

// extraWords are words younger than gse's dictionary.
//
//go:embed data/words-extra.txt
var extraWords string

// segmenter is the adapter to gse; its zero value is ready for use.
type segmenter struct {
	once sync.Once
	gse  gse.Segmenter
	err  error
}

// load reads the dictionary; about 0.2 s.
func (s *segmenter) load() {
	zr, err := gzip.NewReader(bytes.NewReader(words))
	if err != nil {
		s.err = fmt.Errorf("words.txt.gz: %w", err)
		return
	}
	list, err := io.ReadAll(zr)
	if err != nil {
		s.err = fmt.Errorf("words.txt.gz: %w", err)
		return
	}
	s.gse.SkipLog, s.gse.NotLoadHMM = true, true
	if err := s.gse.LoadDictStr(extraWords + string(list)); err != nil {
		s.err = fmt.Errorf("words.txt.gz: %w", err)
	}
}

// tokens segments and tags text, which starts at offset base of its article.
// White space makes no token.
func (s *segmenter) tokens(text string, base int) ([]extract.Token, error) {
	s.once.Do(s.load)
	if s.err != nil {
		return nil, s.err
	}
	segments := s.segment(text)
	out := make([]extract.Token, 0, len(segments))
	for _, g := range segments {
		if r, _ := utf8.DecodeRuneInString(text[g.Start():]); unicode.IsSpace(r) || r == 0 {
			continue
		}
		at := corpus.Span{Start: base + g.Start(), End: base + g.End()}
		out = append(out, extract.Token{Span: at, Tag: g.Token().Pos()})
	}
	return out, nil
}

// segment calls gse. A NUL ends words in gse's trie, so it is blanked first;
// text that gse panics on has no tokens.
func (s *segmenter) segment(part string) (out []gse.Segment) {
	defer func() {
		if recover() != nil {
			out = nil
		}
	}()
	return s.gse.Segment(bytes.ReplaceAll([]byte(part), []byte{0}, []byte{' '}))
}
