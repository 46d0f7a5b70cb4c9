package export

import "math"

// layout places nodes so that those tied to each other lie near each other, as
// ForceAtlas2 does (Jacomy, Venturini, Heymann and Bastian 2014): all push each
// other away, ties pull, and a weak pull to the middle keeps loose parts in
// sight. A node with many ties is heavy. Nodes start on a spiral in their order,
// so that chance has no part. stop ends it early with an error.
func layout(g *net, list measures, stop func() error) error {
	const theta, repulsion = 1.2, 40
	bodies := make([]body, g.size())
	for i := range bodies {
		angle, radius := float64(i)*math.Pi*(3-math.Sqrt(5)), 10*math.Sqrt(float64(i)+1)
		bodies[i] = body{radius * math.Cos(angle), radius * math.Sin(angle), 1 + float64(g.start[i+1]-g.start[i])}
	}
	if len(bodies) < 2 {
		return nil
	}
	moved := make([]body, len(bodies))
	steps := roundsOfLayout(len(bodies))
	for step := range steps {
		if err := stop(); err != nil {
			return err
		}
		tree := newQuadtree(bodies)
		longest := 30 * (1 - float64(step)/float64(steps)) // of one move; it cools down
		for i, b := range bodies {
			x, y := tree.push(b, theta)
			pullX, pullY := pull(g, bodies, i)
			x, y = repulsion*x+pullX, repulsion*y+pullY
			if length := math.Hypot(x, y); length > longest {
				x, y = x*longest/length, y*longest/length
			}
			moved[i] = body{b.x + x, b.y + y, b.mass}
		}
		bodies, moved = moved, bodies
	}
	for i, b := range bodies {
		list[i].x, list[i].y = round(b.x, 100), round(b.y, 100)
	}
	return nil
}

// roundsOfLayout is how often nodes move: large pictures are only roughed out.
func roundsOfLayout(nodes int) int { return min(400, max(30, 4_000_000/nodes)) }

// pull is the force of a node's ties and of the middle, for its mass.
func pull(g *net, bodies []body, i int) (x, y float64) {
	const middle, tie, strongest = 0.02, 0.1, 5
	b := bodies[i]
	for j, w := range g.ties(i) {
		w = tie * min(w, strongest) / b.mass
		x, y = x+w*(bodies[j].x-b.x), y+w*(bodies[j].y-b.y)
	}
	return x - middle*b.x, y - middle*b.y
}
