package main

import (
	"database/sql"
	"strings"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// inBoth is a named question and the SQL that answers it, which gives ids where
// the question gives names beside them.
type inBoth struct {
	name  string
	more  map[string]string // parameters beside the entity
	sql   string
	alike bool // both give the same number of rows
}

func (q inBoth) params(round int) map[string]string {
	params := map[string]string{}
	if strings.Contains(q.sql, ":entity") {
		params["entity"] = id(round * 3 % 50)
	}
	for k, v := range q.more {
		params[k] = v
	}
	if q.name == "path" {
		params["to"] = id(100 + round*17%900)
	}
	return params
}

func (q inBoth) bind(params map[string]string) []any {
	var args []any
	for name, value := range params {
		if !strings.Contains(q.sql, ":"+name) {
			continue
		}
		switch name {
		case "entity", "to":
			value = quad.ToString(graph.Entity{ID: value}.IRI())
		default:
			value = quad.ToString(quad.String(value))
		}
		args = append(args, sql.Named(name, value))
	}
	return args
}

// claims are those at one of whose ends an entity stands.
const claims = `(select c.s claim, '<tg:subject>' near, x.o other, c.o self from quads c join quads x on x.s = c.s and x.p = '<tg:object>' where c.o = :entity and c.p = '<tg:subject>'
	union all select c.s, '<tg:object>', x.o, c.o from quads c join quads x on x.s = c.s and x.p = '<tg:subject>' where c.o = :entity and c.p = '<tg:object>') e
	join quads r on r.s = e.claim and r.p = '<tg:predicate>' join quads st on st.s = e.claim and st.p = '<tg:status>'
	join quads a on a.s = e.claim and a.p = '<tg:article>'`

const grouped = `select near, r.o, other, st.o, count(distinct a.o) n from ` + claims

const order = ` group by 1, 2, 3, 4 order by n desc, 2, 3`

// chain follows three relations from a thing, up to six steps.
func chain(out, in, also string) string {
	step := `select %o, step + 1 from reached join quads on %s = node and p = '%p' where step < 6`
	rule := func(from, to, p string) string {
		return strings.NewReplacer("%s", from, "%o", to, "%p", p).Replace(step)
	}
	first, second := rule("s", "o", out), rule("o", "s", in)
	if also == "in" {
		first, second = rule("o", "s", out), rule("s", "o", in)
	}
	third := rule("s", "o", "<tg:within>")
	if also == "in" {
		third = rule("o", "s", "<tg:within>")
	}
	return `with recursive reached(node, step) as (select :entity, 0 union ` + first + ` union ` + second + ` union ` + third + `)
	select min(step), node from reached where node <> :entity group by node order by 1, 2`
}

func inSQL() []inBoth {
	return []inBoth{
		{"who", nil, grouped + order, true},
		{"heads", nil, `select near, r.o, other, st.o, count(distinct a.o) n from ` + claims + ` where r.o in ('<tg:headedBy>', '<tg:foundedBy>', '<tg:worksFor>')` + order, false},
		{"products", nil, grouped + ` where r.o = '<tg:develops>'` + order, false},
		{"rivals-partners", nil, grouped + ` where r.o in ('<tg:competesWith>', '<tg:partnersWith>', '<tg:supplies>')` + order, false},
		{"evidence", nil, `select e.claim, r.o, other, st.o, a.o, q.o, k.o from ` + claims + ` join quads q on q.s = e.claim and q.p = '<tg:quote>'
			join quads k on k.s = e.claim and k.p = '<tg:confidence>' group by e.claim order by r.o, other, a.o`, true},
		{"said-in", map[string]string{"lang": "de"}, `select e.claim, r.o, other, st.o, a.o, q.o from ` + claims + ` join quads q on q.s = e.claim and q.p = '<tg:quote>'
			join quads g on g.s = a.o and g.p = '<schema:inLanguage>' and g.o = :lang group by e.claim order by a.o`, true},
		{"denied-or-planned", nil, `select e.claim, r.o, other, st.o, a.o, q.o from ` + claims + ` join quads q on q.s = e.claim and q.p = '<tg:quote>'
			where st.o <> 'stated' group by e.claim order by st.o, other`, true},
		{"new-since", map[string]string{"date": "2024-06"}, `select e.claim, r.o, other, st.o, a.o, q.o, d.o from ` + claims + ` join quads q on q.s = e.claim and q.p = '<tg:quote>'
			join quads d on d.s = a.o and d.p = '<schema:datePublished>' where d.o >= :date group by e.claim order by d.o desc`, true},
		{"articles", nil, `select a.o, n.o, g.o, d.o from quads m join quads n on n.s = m.s and n.p = '<tg:count>' join quads a on a.s = m.s and a.p = '<tg:article>'
			join quads g on g.s = a.o and g.p = '<schema:inLanguage>' left join quads d on d.s = a.o and d.p = '<schema:datePublished>'
			where m.o = :entity and m.p = '<tg:entity>' order by d.o desc, a.o`, true},
		{"together", nil, `select b.o, count(*) n from quads a join quads b on b.s = a.s and b.p = '<tg:mentions>'
			where a.o = :entity and a.p = '<tg:mentions>' and b.o <> :entity group by b.o order by n desc, b.o`, true},
		{"most-named", nil, `select m.o, count(*) n from (select distinct s from quads where o = '<tg:Company>' and p = '<rdf:type>') t
			join quads m on m.o = t.s and m.p = '<tg:mentions>' group by m.o order by n desc, m.o`, true},
		{"owners", nil, chain("<tg:ownedBy>", "<tg:acquired>", "out"), true},
		{"owned", nil, chain("<tg:ownedBy>", "<tg:acquired>", "in"), true},
		{"path", nil, `with recursive reached(node, step) as (select :entity, 0
			union select o, step + 1 from reached join quads on s = node and p in ` + relations + ` where step < 4
			union select s, step + 1 from reached join quads on o = node and p in ` + relations + ` where step < 4)
			select min(step) from reached where node = :to`, false},
		{"companies-of", nil, `select c.s, count(distinct m.s) n from (select s from quads where o = :entity and p = '<tg:basedIn>' union select s from quads where o = :entity and p = '<tg:country>') c
			join quads t on t.s = c.s and t.p = '<rdf:type>' and t.o = '<tg:Company>' left join quads m on m.o = c.s and m.p = '<tg:mentions>' group by c.s order by n desc`, false},
		{"laws", nil, `select b.o, count(distinct a.s) n from quads a join quads b on b.s = a.s and b.p = '<tg:mentions>'
			join quads t on t.s = b.o and t.p = '<rdf:type>' and t.o = '<tg:Law>'
			where a.o = :entity and a.p = '<tg:mentions>' and b.o <> :entity group by b.o order by n desc`, false},
	}
}

const relations = `('<tg:ownedBy>', '<tg:headedBy>', '<tg:acquired>', '<tg:partnersWith>', '<tg:basedIn>', '<tg:develops>')`
