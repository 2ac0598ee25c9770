//! Groups: the volumes that depend on each other, directly or through others (the strongly connected components of a graph), and the order
//! in which they can be settled.
//!
//! It knows numbers only. The search is Tarjan's (Depth-first search and linear graph algorithms, 1972), without recursion: a chain of
//! volumes may be as long as a catalogue.

use std::collections::{BTreeMap, BTreeSet};

/// Volumes that depend on each other, in ascending order; one that depends on none of those that depend on it is alone.
pub(super) type Group = Vec<usize>;

/// The groups of `leads_to`, in levels: those of a level depend on earlier levels only. What a volume leads to counts only if it is a key.
pub(super) fn levels(leads_to: &BTreeMap<usize, BTreeSet<usize>>) -> Vec<Vec<Group>> {
    let mut level_of = BTreeMap::<usize, usize>::new();
    let mut levels: Vec<Vec<Group>> = Vec::new();
    // A group comes after all on which it depends.
    for group in components(leads_to) {
        let below = group.iter().flat_map(|volume| &leads_to[volume]).filter_map(|other| level_of.get(other));
        let level = below.map(|level| level + 1).max().unwrap_or(0);
        level_of.extend(group.iter().map(|volume| (*volume, level)));
        if levels.len() <= level {
            levels.resize_with(level + 1, Vec::new);
        }
        levels[level].push(group);
    }
    levels
}

/// A volume on the way of the search.
struct Step<'a> {
    volume: usize,
    /// What it leads to and was not followed yet.
    rest: std::collections::btree_set::Iter<'a, usize>,
}

/// The groups, each after those on which it depends.
fn components(leads_to: &BTreeMap<usize, BTreeSet<usize>>) -> Vec<Group> {
    let (mut order, mut low) = (BTreeMap::<usize, usize>::new(), BTreeMap::<usize, usize>::new());
    let (mut open, mut is_open) = (Vec::<usize>::new(), BTreeSet::<usize>::new());
    let mut groups = Vec::new();
    for &root in leads_to.keys() {
        let mut way = Vec::new();
        let mut next = (!order.contains_key(&root)).then_some(root);
        loop {
            if let Some(volume) = next.take() {
                let number = order.len();
                order.insert(volume, number);
                low.insert(volume, number);
                open.push(volume);
                is_open.insert(volume);
                way.push(Step { volume, rest: leads_to[&volume].iter() });
            }
            let Some(step) = way.last_mut() else { break };
            let volume = step.volume;
            match step.rest.find(|other| leads_to.contains_key(other)) {
                Some(other) if !order.contains_key(other) => next = Some(*other),
                Some(other) => {
                    if is_open.contains(other) {
                        low.insert(volume, low[&volume].min(order[other]));
                    }
                }
                None => {
                    way.pop();
                    if let Some(above) = way.last() {
                        low.insert(above.volume, low[&above.volume].min(low[&volume]));
                    }
                    if low[&volume] == order[&volume] {
                        let start = open.iter().rposition(|other| *other == volume).unwrap_or_default();
                        let mut group = open.split_off(start);
                        group.iter().for_each(|other| _ = is_open.remove(other));
                        group.sort_unstable();
                        groups.push(group);
                    }
                }
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(usize, &[usize])]) -> BTreeMap<usize, BTreeSet<usize>> {
        edges.iter().map(|(from, to)| (*from, to.iter().copied().collect())).collect()
    }

    #[test]
    fn those_that_depend_on_each_other_are_together_and_after_what_they_depend_on() {
        // 1 ⇄ 2 → 3 → 4 ⇄ 5, 6 → 6, 7 → 1 and 4; 9 is no key.
        let graph = graph(&[(1, &[2]), (2, &[1, 3]), (3, &[4, 9]), (4, &[5]), (5, &[4]), (6, &[6]), (7, &[1, 4])]);
        let expected: Vec<Vec<Group>> = vec![vec![vec![4, 5], vec![6]], vec![vec![3]], vec![vec![1, 2]], vec![vec![7]]];
        assert_eq!(levels(&graph), expected);
    }

    #[test]
    fn a_chain_and_a_ring_of_many_are_no_deeper_than_the_stack() {
        let count = 100_000;
        let mut chain: BTreeMap<usize, BTreeSet<usize>> =
            (0..count).map(|volume| (volume, BTreeSet::from([volume + 1]))).collect();
        let found = levels(&chain);
        assert_eq!((found.len(), &found[0], &found[count - 1]), (count, &vec![vec![count - 1]], &vec![vec![0]]));
        chain.insert(count - 1, BTreeSet::from([0]));
        assert_eq!(levels(&chain), vec![vec![(0..count).collect::<Vec<_>>()]]);
    }

    #[test]
    fn the_groups_are_those_of_mutual_reach() {
        // All graphs of four volumes whose edges are the bits of a number.
        for bits in 0..1_u32 << 12 {
            let pairs: Vec<(usize, usize)> =
                (0..4).flat_map(|from| (0..4).filter(move |to| *to != from).map(move |to| (from, to))).collect();
            let mut edges: BTreeMap<usize, BTreeSet<usize>> = (0..4).map(|volume| (volume, BTreeSet::new())).collect();
            for (bit, (from, to)) in pairs.into_iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1) {
                let _ = bit;
                edges.entry(from).or_default().insert(to);
            }
            let mut reach = edges.clone();
            for _ in 0..4 {
                let before = reach.clone();
                reach.values_mut().for_each(|to| to.extend(to.clone().iter().flat_map(|via| before[via].clone())));
            }
            let mut seen = BTreeSet::new();
            for level in levels(&edges) {
                let groups: Vec<usize> = level.iter().flatten().copied().collect();
                for group in level {
                    for volume in &group {
                        let mutual: Vec<usize> =
                            (0..4).filter(|o| o == volume || reach[volume].contains(o) && reach[o].contains(volume)).collect();
                        assert_eq!(group, mutual, "{edges:?}");
                        let outside = edges[volume].iter().filter(|other| !group.contains(other));
                        assert!(outside.clone().all(|other| seen.contains(other) && !groups.contains(other)), "{edges:?}");
                    }
                }
                seen.extend(groups);
            }
            assert_eq!(seen.len(), 4);
        }
    }
}
