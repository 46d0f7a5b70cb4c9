package en

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/jdkato/prose/v2"
	"github.com/mingrammer/commonregex"
)

// perceptron is prose's averaged perceptron, over the weights that prose embeds. It
// gives words the tags that prose gives them, in a tenth of the time: prose makes
// a map of strings for each word. Where two tags score the same the first wins,
// with prose either; a word that stands twice has a tag for each place, with prose
// that of the last; emoticons, of which prose has a list, are words like others.
type perceptron struct {
	classes []string
	always  map[string]string        // words that nearly always have one tag
	weights map[string][]classWeight // by feature
}

type classWeight struct {
	class  int
	weight float64
}

func loadPerceptron() (*perceptron, error) {
	p := &perceptron{}
	var weights map[string]map[string]float64
	for name, into := range map[string]any{"classes": &p.classes, "tags": &p.always, "weights": &weights} {
		data, err := prose.Asset(path.Join("model", "AveragedPerceptron", name+".gob"))
		if err == nil {
			err = gob.NewDecoder(bytes.NewReader(data)).Decode(into)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	number := map[string]int{}
	for i, class := range p.classes {
		number[class] = i
	}
	p.weights = make(map[string][]classWeight, len(weights))
	for feature, by := range weights {
		row := make([]classWeight, 0, len(by))
		for class, w := range by { // in any order: each adds to a score of its own
			row = append(row, classWeight{number[class], w})
		}
		p.weights[feature] = row
	}
	return p, nil
}

// isPlain reports whether prose's tokenizer takes a word as it is: a mark, or
// letters, digits and hyphens.
func isPlain(word string) bool {
	switch word {
	case ",", ";", ":", "(", ")", "!", "?", `"`, "$", "&", "%", "/":
		return true
	}
	for i := range len(word) {
		b := word[i]
		if letter := b|' ' >= 'a' && b|' ' <= 'z'; !letter && (b < '0' || b > '9') && b != '-' {
			return false
		}
	}
	return word != ""
}

// trace is what treebanks write for what a sentence leaves out, and bracket what
// they write for a bracket.
var (
	trace   = regexp.MustCompile(`^(?:0|\*(?:[\w?]\*|-\d{1,3}|[A-Z]+\*-\d{1,3})?)$`)
	bracket = regexp.MustCompile(`^-[A-Z]{3}-$`)
)

// ruled returns the tag of a word that needs no weights.
func (p *perceptron) ruled(word string) (tag string, ok bool) {
	switch {
	case word == "-":
		return word, true
	case strings.IndexByte(word, '.') >= 0 && commonregex.LinkRegex.MatchString(word),
		strings.IndexByte(word, '@') >= 0 && (word[0] == '@' || commonregex.EmailRegex.MatchString(word)):
		return "NN", true
	case (word[0] == '*' || word == "0") && trace.MatchString(word):
		return "-NONE-", true
	case word[0] == '-' && bracket.MatchString(word):
		return word, true
	}
	tag, ok = p.always[word]
	return tag, ok
}

// Places before and behind the words.
var (
	beforeWords = [...]string{"-START-", "-START2-"}
	behindWords = [...]string{"-END-", "-END2-"}
)

// tags returns the tags of the first n words. Each depends on the two before it
// and on the two words on either side.
func (p *perceptron) tags(words []string, n int) []string {
	context := append(make([]string, 0, len(words)+4), beforeWords[:]...)
	for _, w := range words {
		context = append(context, normalized(w))
	}
	context = append(context, behindWords[:]...)
	p1, p2 := beforeWords[0], beforeWords[1]
	tags := make([]string, n)
	for i, word := range words[:n] {
		tag, ok := p.ruled(word)
		if !ok {
			tag = p.predict(context[i:i+5], word, p1, p2)
		}
		tags[i], p1, p2 = tag, tag, p1
	}
	return tags
}

// predict returns the likeliest tag of a word between its two neighbours on
// either side, behind words tagged p2 and p1.
func (p *perceptron) predict(context []string, word, p1, p2 string) string {
	var scores [64]float64
	var buffer [96]byte
	add := func(parts ...string) {
		key := buffer[:0]
		for i, part := range parts {
			if i > 0 {
				key = append(key, ' ')
			}
			key = append(key, part...)
		}
		for _, w := range p.weights[string(key)] {
			scores[w.class] += w.weight
		}
	}
	add("bias")
	add("i suffix", suffix(word))
	add("i pref1", string(rune(word[0]))) // of its first byte, as prose has it
	add("i-1 tag", p1)
	add("i-2 tag", p2)
	add("i tag+i-2 tag", p1, p2)
	add("i word", context[2])
	add("i-1 tag+i word", p1, context[2])
	add("i-1 word", context[1])
	add("i-1 suffix", suffix(context[1]))
	add("i-2 word", context[0])
	add("i+1 word", context[3])
	add("i+1 suffix", suffix(context[3]))
	add("i+2 word", context[4])
	best, most := 0, math.Inf(-1)
	for i := range p.classes {
		if scores[i] > most {
			best, most = i, scores[i]
		}
	}
	return p.classes[best]
}

func suffix(word string) string { return word[max(0, len(word)-3):] }

// normalized is what stands for a word among the neighbours of another.
func normalized(word string) string {
	digit := word[0] >= '0' && word[0] <= '9'
	_, err := strconv.Atoi(word)
	switch {
	case strings.Contains(word, "-") && word[0] != '-':
		return "!HYPHEN"
	case err == nil && len(word) == 4:
		return "!YEAR"
	case digit:
		return "!DIGITS"
	}
	return strings.ToLower(word)
}
