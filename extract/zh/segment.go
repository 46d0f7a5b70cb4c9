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

// segmenter is the adapter to gse; its zero value is ready for use. No field
// has a type of gse: a program that uses reflection would keep all methods of
// such a type, and with them the 33 MB.
type segmenter struct {
	once sync.Once
	cut  func(text []byte) []piece
	err  error
}

// piece is what gse finds: bytes of the text, and the tag.
type piece struct {
	start, end int
	tag        string
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
	var seg gse.Segmenter
	seg.SkipLog, seg.NotLoadHMM = true, true
	if err := seg.LoadDictStr(extraWords + string(list)); err != nil {
		s.err = fmt.Errorf("words.txt.gz: %w", err)
	}
	s.cut = func(text []byte) []piece {
		segments := seg.Segment(text)
		out := make([]piece, len(segments))
		for i, g := range segments {
			out[i] = piece{g.Start(), g.End(), g.Token().Pos()}
		}
		return out
	}
}

// tokens segments and tags text, which starts at offset base of its article.
// White space makes no token.
func (s *segmenter) tokens(text string, base int) ([]extract.Token, error) {
	s.once.Do(s.load)
	if s.err != nil {
		return nil, s.err
	}
	words := s.segment(text)
	out := make([]extract.Token, 0, len(words))
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(text[w.start:]); unicode.IsSpace(r) || r == 0 {
			continue
		}
		at := corpus.Span{Start: base + w.start, End: base + w.end}
		out = append(out, extract.Token{Span: at, Tag: w.tag})
	}
	return out, nil
}

// segment calls gse. A NUL ends words in gse's trie, so it is blanked first;
// text that gse panics on has no tokens.
func (s *segmenter) segment(part string) (out []piece) {
	defer func() {
		if recover() != nil {
			out = nil
		}
	}()
	return s.cut(bytes.ReplaceAll([]byte(part), []byte{0}, []byte{' '}))
}
