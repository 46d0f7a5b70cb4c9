package tagger

import (
	"testing"

	"trigraph/corpus"
)

func englishUnits(text string) ([]unit, style) {
	us := words(nil, nil, text, document("x", text, corpus.English).Sentences[0])
	return us, stretches(us, text)
}

func TestStretches(t *testing.T) {
	const text = "yesterday the Bank of the West and Omar Said met"
	us, _ := englishUnits(text)
	var bank, said unit
	for _, u := range us {
		switch u.In(text) {
		case "Bank":
			bank = u
		case "Said":
			said = u
		case "yesterday", "met":
			if u.stretch != (stretch{}) {
				t.Errorf("%s: %+v", u.In(text), u.stretch)
			}
		}
	}
	if bank.stretch.at != 1 || bank.stretch.last != said.lower || bank.stretch.before != us[1].lower || bank.stretch.after != us[len(us)-1].lower {
		t.Errorf("Bank stands in %+v", bank.stretch)
	}
	if said.stretch.length != manyWords || said.stretch.at != manyWords || said.stretch.first != bank.lower {
		t.Errorf("Said stands in %+v", said.stretch)
	}
	if us, _ := englishUnits("Anna saw it and told Omar"); us[0].stretch.length != 1 || us[0].stretch.last != us[0].lower {
		t.Errorf("Anna stands in %+v", us[0].stretch)
	}
}

func TestStyle(t *testing.T) {
	for text, want := range map[string]style{
		"The firm said that Wobble would grow":    plainStyle,
		"Wobble Closes Last Three Stores in Town": titledStyle,
		"WOBBLE CLOSES LAST THREE STORES":         capitalStyle,
		"just saw omar in town again":             smallStyle,
		"":                                        plainStyle,
	} {
		if _, got := englishUnits(text); got != want {
			t.Errorf("%q: style %d, want %d", text, got, want)
		}
	}
}

func TestUsualSpelling(t *testing.T) {
	examples := toys()
	usage, small := asWritten(corpus.English, examples)
	l, err := newLists(map[string][]string{"first": {"Anna", "Would"}, smallList: small}, usage.common)
	if err != nil {
		t.Fatal(err)
	}
	const text = "Would Anna say shares"
	us, _ := englishUnits(text)
	l.mark(us, text)
	if us[0].usual != 2 || us[1].usual != 1 || us[3].usual != 0 {
		t.Errorf("would %d, Anna %d, shares %d", us[0].usual, us[1].usual, us[3].usual)
	}
	if us[1].lists == 0 || us[0].lists != 0 {
		t.Errorf("lists: Anna %b, would %b", us[1].lists, us[0].lists)
	}
}
