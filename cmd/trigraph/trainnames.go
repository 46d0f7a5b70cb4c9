package main

import (
	"regexp"
	"slices"

	"trigraph/corpus"
	"trigraph/graph"
)

// What sets mark as a name, and what of it is one.

var (
	edges    = regexp.MustCompile(`^(?:[\s"'“”„‘’«»《》〈〉「」『』（()）@#]|(?:[Tt]he|THE) )+|[\s"“”„«»《》〈〉「」『』（()）]+$`)
	pronouns = regexp.MustCompile(`(?i)^(?:its?|they|their|them|we|our|us|he|she|his|her|this|these|those|that|such|which|who|company|er|sie|es|wir|ihr|the company)$`)
	capitals = regexp.MustCompile(`\p{Lu}`)
	offices  = regexp.MustCompile(`(?i)\b(?:ministry|department|government|police|agency|court|parliament|senate|congress|army|navy|air force|central bank|customs|authority|embassy|council|house of representatives)\b|(?:部|局|署|法院|检察院|委员会|政府|公安|警方|海关|军)$`)
	firms    = regexp.MustCompile(`\b(?:Inc|Corp|Co|Ltd|LLC|PLC|plc|AG|SE|GmbH|SA|NV|Corporation|Company|Group|Holdings?|Bank|Airlines?|Airways|Motors?|Technologies|Entertainment|Industries|Pharmaceuticals?|Telecom|Energy|Steel|Oil|Times|Post|News|TV|Media)\b\.?$|(?:公司|集团|银行|厂|航空|证券|汽车|日报|晚报|通讯社|新华社|电视台|酒店|出版社)$`)
	bodies   = regexp.MustCompile(`\b(?:University|College|School|Institute|Association|Union|Federation|Party|Club|FC|United Nations|Foundation|Society|Organi[sz]ation|Church|Committee|Commission|League|Movement|Front|Chamber|Museum|Academy|Network|Alliance|Center|Centre|Forum)\b|(?:大学|学院|学校|中学|小学|协会|学会|联盟|联合会|党|俱乐部|队|基金会|研究所|研究院|医院|联合国|中心|公会|工会|共青团)$`)
)

// nameIn cuts quotation marks, brackets and the English article from a name.
func nameIn(text string, s corpus.Span) corpus.Span {
	for {
		at := edges.FindStringIndex(s.In(text))
		switch {
		case at == nil || at[0] == 0 && at[1] == s.Len():
			return s
		case at[0] == 0:
			s.Start += at[1]
		default:
			s.End = s.Start + at[0]
		}
	}
}

// isName refuses what a set marks though it names nothing: common nouns in
// small letters, pronouns.
func isName(s string) bool { return capitals.MatchString(s) && !pronouns.MatchString(s) }

// small reports whether a name may be written small, as persons and places are
// in messages; small letters elsewhere are common nouns.
func small(lang corpus.Lang, classes []graph.Class) bool {
	return lang == corpus.English && len(classes) > 0 && (slices.Contains(classes, graph.Person) || slices.Contains(classes, graph.City))
}

// narrow chooses among the classes of an organization where its name says it.
func narrow(name string, classes []graph.Class) []graph.Class {
	if len(classes) < 2 || !slices.Contains(classes, graph.Organization) {
		return classes
	}
	class := graph.Class("")
	switch {
	case bodies.MatchString(name):
		class = graph.Organization
	case offices.MatchString(name):
		class = graph.GovernmentAgency
	case firms.MatchString(name):
		class = graph.Company
	}
	if slices.Contains(classes, class) {
		return []graph.Class{class}
	}
	return classes
}

var citations = regexp.MustCompile(`^(?:(?:§§?|[,.()/–-]|(?:Artikeln?|Art|Absatz|Absätze|Abs|Satz|S|Nummern?|Nrn?|Halbsatz|Halbs|HS|Buchstabe|Buchst|Alternative|Alt|Anlage|Anhang|Unterabs|Tz|Rn|i\.\s?V\.\s?m|iVm|ff?|und|bis|oder|sowie|der|des|zum|zur|im|in|[Ss]ections?|[Rr]ules?|[Rr]egulations?|[Ii]tems?|of|under|the|and|[0-9]+[a-z]?|[IVX]+|[a-z])\b\.?)\s*)+`)

// citation returns how many bytes of a citation come before the law's own name:
// all of "Art. 33 Abs. 2 " in "Art. 33 Abs. 2 GG".
func citation(s string) int { return len(citations.FindString(s)) }
