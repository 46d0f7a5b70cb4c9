package corpus

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"
)

// A block gets a language of its own from this many letters on.
const mixLetters = 60

// setLanguages sets the language of the article, as its input declares it or
// as its letters show, and the language of each block.
func (t *tables) setLanguages(a *Article) {
	var text strings.Builder
	for _, b := range a.Blocks {
		if b.Kind != Boilerplate && text.Len() < 20<<10 {
			text.WriteString(b.In(a.Text))
			text.WriteByte('\n')
		}
	}
	if text.Len() == 0 {
		text.WriteString(a.Text)
	}
	a.Lang = settle(declared(string(a.Lang)), text.String())
	for i := range a.Blocks {
		a.Blocks[i].Lang = t.blockLang(a.Lang, a.Blocks[i].In(a.Text))
	}
}

// declared turns a language tag or name as inputs write it into a Lang; "" for
// none, "und" for a language that is not read.
func declared(tag string) Lang {
	tag = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(tag, "_", "-")))
	switch tag {
	case "":
		return ""
	case "chinese", "中文", "汉语", "简体中文", "繁體中文", "cn":
		return Chinese
	case "english", "英文", "英语", "englisch":
		return English
	case "german", "deutsch", "德文", "德语":
		return German
	}
	t, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	switch base, _ := t.Base(); base.String() {
	case "zh":
		return Chinese
	case "en":
		return English
	case "de":
		return German
	}
	return "und"
}

// settle weighs what was declared against the letters: templates often declare
// a language that the text is not in.
func settle(declared Lang, text string) Lang {
	s := count(text)
	switch {
	case declared == "und":
		return ""
	case declared == "":
		return detect(text)
	case declared == Chinese && s.han == 0 && s.latin > mixLetters:
		return detect(text)
	case declared != Chinese && s.han > 20 && s.chinese():
		return Chinese
	}
	return declared
}

// scripts counts the letters of a text.
type scripts struct{ han, kana, latin, other int }

func count(text string) (s scripts) {
	for _, r := range text {
		switch {
		case r < 0x80:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				s.latin++
			}
		case unicode.Is(unicode.Han, r):
			s.han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			s.kana++
		case unicode.Is(unicode.Latin, r):
			s.latin++
		case unicode.IsLetter(r):
			s.other++
		}
	}
	return s
}

// chinese reports whether Han leads. One Han character says about as much as
// three Latin letters; kana among it means Japanese.
func (s scripts) chinese() bool {
	return s.han > 0 && s.han*3 >= s.latin+s.other && s.kana*20 < s.han
}

// detect returns the language of a text, "" if it is none of the three.
func detect(text string) Lang {
	s := count(text)
	switch {
	case s.chinese():
		return Chinese
	case s.latin == 0 || s.other+s.kana > s.latin:
		return ""
	}
	text = sample(text)
	if s.latin > 300 {
		if info := whatlanggo.Detect(text); info.Lang != whatlanggo.Eng && info.Lang != whatlanggo.Deu && info.IsReliable() {
			return ""
		}
	}
	return latin(text)
}

// latin tells German from English. whatlanggo compares trigrams (Cavnar and
// Trenkle, 1994).
func latin(text string) Lang {
	only := whatlanggo.Options{Whitelist: map[whatlanggo.Lang]bool{whatlanggo.Eng: true, whatlanggo.Deu: true}}
	if whatlanggo.DetectLangWithOptions(text, only) == whatlanggo.Deu {
		return German
	}
	return English
}

// sample keeps the Latin part of the first 4 KiB, in whole characters.
func sample(text string) string {
	if len(text) > 4<<10 {
		text = strings.ToValidUTF8(text[:4<<10], "")
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			return ' '
		}
		return r
	}, text)
}

// blockLang returns the language of a block: the article's, unless the block is
// long enough and clearly in another.
func (t *tables) blockLang(article Lang, block string) Lang {
	s := count(block)
	switch {
	case s.chinese() && s.han >= mixLetters/3:
		return Chinese
	case s.latin < mixLetters || article == "" || s.chinese():
		return article
	case article == Chinese:
		if s.han*10 > s.latin || len(strings.Fields(block)) < 12 {
			return article
		}
		return latin(sample(block))
	}
	return t.otherThan(article, block)
}

// otherThan looks for German in an English article and the other way round.
func (t *tables) otherThan(article Lang, block string) Lang {
	german, english := t.functionWords(block)
	switch {
	case article == English && german > 2 && german > 2*english && latin(sample(block)) == German:
		return German
	case article == German && english > 2 && english > 2*german && latin(sample(block)) == English:
		return English
	}
	return article
}

// functionWords counts words that only one of the two languages has; it is a
// cheap test before trigrams are counted.
func (t *tables) functionWords(block string) (german, english int) {
	for word := range strings.FieldsSeq(block) {
		switch t.words[word] {
		case German:
			german++
		case English:
			english++
		}
	}
	return german, english
}
