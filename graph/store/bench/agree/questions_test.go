package agree

// people asks the small graph with each step of Gizmo and with what steps are
// put together from.
func people() []string {
	return []string{
		`g.V("<alice>").out("<follows>").all()`, `g.V("<alice>").out().all()`, `g.V("<bob>").in("<follows>").all()`, `g.V("<bob>").in().all()`,
		`g.V("<fred>").both("<follows>").all()`, `g.V("<fred>").both(null, "pred").all()`, `g.V("<greg>").in(null, "how").all()`,
		`g.V("<charlie>").out("<follows>", "how").all()`, `g.V("<dani>").out(["<follows>", "<status>"], "how").all()`,
		`g.V("<charlie>").out(g.V("<predicates>").out("<are>")).all()`, `g.V("<dani>").outPredicates().all()`, `g.V("<bob>").inPredicates().all()`,
		`g.V("<bob>").saveInPredicates("pred").all()`, `g.V("<dani>").saveOutPredicates("pred").all()`, `g.V("<dani>").tag("who").out("<follows>").all()`, `g.V("<dani>", "<bob>").as("a").out("<follows>").as("b").out("<follows>").all()`,
		`g.V("<charlie>").tag("start").out("<follows>").back("start").out("<follows>").all()`, `g.V("<dani>").as("x").out("<follows>").has("<status>", "cool_person").back("x").in("<follows>").all()`,
		`g.V().has("<status>", "cool_person").all()`, `g.V().has("<status>", "cool_person", "smart_person").all()`, `g.V().hasR("<follows>", "<dani>").all()`,
		`g.V().has("<follows>").all()`, `g.V().save("<status>", "is").all()`, `g.V("<alice>", "<bob>", "<dani>").saveOpt("<status>", "is").all()`, `g.V("<bob>").saveR("<follows>", "by").all()`,
		`g.V("<alice>").follow(g.M().out("<follows>").out("<follows>")).all()`, `g.V("<fred>").followR(g.M().out("<follows>").out("<follows>")).all()`,
		`g.V("<charlie>").followRecursive("<follows>").all()`, `g.V("<charlie>").followRecursive("<follows>", 1).all()`, `g.V("<charlie>").followRecursive(g.M().out("<follows>"), 2).all()`,
		`g.V("<charlie>").out("<follows>").intersect(g.V("<dani>").out("<follows>")).all()`, `g.V("<alice>").out("<follows>").union(g.V("<charlie>").out("<follows>")).all()`,
		`g.V("<charlie>").out("<follows>").except(g.V("<alice>").out("<follows>")).all()`, `g.V("<dani>").out("<follows>").difference(g.V("<charlie>").out("<follows>")).all()`,
		`g.V().in("<follows>").unique().all()`, `g.V("<charlie>").out("<follows>").out("<follows>").unique().count()`, `g.V("<emily>").is("<emily>", "<bob>").all()`,
		`g.V().out("<status>").filter(like("cool%")).all()`, `g.V().filter(regex("ar?li.*e")).all()`, `g.V().filter(regex("ar?li.*e", true)).all()`, `g.V().filter(lt(iri("c"))).all()`,
		`g.V().out("<status>").filter(gt("cool")).all()`, `g.V().filter(gte(iri("dani")), lt(iri("fred"))).all()`, `g.V("<greg>").labelContext("<smart_graph>").out("<status>").all()`,
		`g.V("<greg>").labelContext(null).out("<status>").all()`, `g.V("<emily>").labelContext("<smart_graph>").out("<status>").labelContext(null).in("<status>").all()`, `g.V("<greg>").labels().all()`,
		`g.V("cool_person").in("<status>").all()`, `g.V(str("smart_person")).in().all()`, `g.V(iri("bob")).both().all()`, `g.V("<nobody>").out().all()`,
		`g.V("<bob>").in("<follows>").forEach(function(d) { g.emit({follower: d.id}) })`, `g.emit(g.V("<bob>").in("<follows>").toArray().sort())`,
		`g.emit(g.V("<alice>").out("<follows>").toValue())`, `g.V("<dani>").tag("x").out("<follows>").forEach(function(d) { g.emit(d.x + d.id) })`,
		`g.emit(g.V("<dani>").tag("x").out("<status>").tagValue())`, `g.emit(g.V("<bob>").in("<follows>").tag("f").tagArray().length)`,
		`g.emit(g.V().has("<status>", "cool_person").limit(2).toArray().length)`, `g.emit(g.V().has("<status>", "cool_person").skip(1).toArray().length)`,
	}
}

// films asks the large one: who plays where, with whom, under whom.
func films() []string {
	const played = `.in("</film/performance/actor>").in("</film/film/starring>")`
	const cast = `.out("</film/film/starring>").out("</film/performance/actor>")`
	return []string{
		`g.V("</en/keanu_reeves>").out().all()`, `g.V("</en/keanu_reeves>").in("</film/performance/actor>").all()`,
		`g.V("</en/keanu_reeves>")` + played + `.out("<name>").all()`, `g.V("Keanu Reeves").in("<name>")` + played + `.out("<name>").all()`,
		`g.V("Keanu Reeves").in("<name>")` + played + `.intersect(g.V("Sandra Bullock").in("<name>")` + played + `).out("<name>").all()`,
		`g.V("Keanu Reeves", "Sandra Bullock").in("<name>").tag("who")` + played + `.out("<name>").all()`,
		`var in_film = g.M().in("</film/performance/actor>").in("</film/film/starring>"); g.V("Oliver Hardy").in("<name>").follow(in_film).intersect(g.V("Mel Blanc").in("<name>").follow(in_film)).out("<name>").all()`,
		`g.V("Keanu Reeves").in("<name>")` + played + cast + `.out("<name>").unique().all()`,
		`g.V("Keanu Reeves").in("<name>")` + played + cast + played + `.unique().count()`,
		`g.V("Casablanca").in("<name>").has("<type>", "</film/film>").all()`, `g.V("Casablanca").in("<name>")` + cast + `.out("<name>").all()`,
		`g.V("Casablanca").in("<name>").tag("film").out("</film/film/directed_by>").out("<name>").all()`,
		`g.V("</en/steven_spielberg>").in("</film/film/directed_by>").save("<name>", "title").all()`,
		`g.V("</en/steven_spielberg>").in("</film/film/directed_by>")` + cast + `.intersect(g.V("</en/woody_allen>").in("</film/film/directed_by>")` + cast + `).out("<name>").all()`,
		`g.V("</en/keanu_reeves>")` + played + `.out("</film/film/directed_by>").except(g.V("</en/sandra_bullock>")` + played + `.out("</film/film/directed_by>")).all()`,
		`g.V("</film/film>").in("<type>").count()`, `g.V().out("<name>").filter(regex("^Star Trek")).all()`, `g.V("</en/keanu_reeves>").inPredicates().all()`,
		`g.V("</en/keanu_reeves>").in("</film/performance/actor>").tag("role").out("</film/performance/character>").all()`,
		`g.V("</en/humphrey_bogart>").followRecursive(g.M().in("</film/performance/actor>").in("</film/film/starring>").out("</film/film/directed_by>"), 1).all()`,
	}
}
