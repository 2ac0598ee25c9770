//! What changes in a text, line by line: `-` before what goes, `+` before what comes.

/// The lines that change, with their numbers before and after, and `context` lines around them.
#[must_use]
pub fn diff(before: &str, after: &str, context: usize) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let steps = steps(&old, &new);
    let is_change = |step: &Step| !matches!(step, Step::Same(..));
    let mut shown = vec![false; steps.len()];
    for at in steps.iter().enumerate().filter(|(_, step)| is_change(step)).map(|(at, _)| at) {
        shown[at.saturating_sub(context)..(at + context + 1).min(steps.len())].fill(true);
    }
    let mut text = String::new();
    for (at, step) in steps.iter().enumerate().filter(|(at, _)| shown[*at]) {
        if at == 0 || !shown[at - 1] {
            let (Step::Same(line, _) | Step::Gone(line, _) | Step::Come(line, _)) = step;
            text.push_str(&format!("@@ {} @@\n", line + 1));
        }
        let (sign, line) = match step {
            Step::Same(_, line) => (' ', line),
            Step::Gone(_, line) => ('-', line),
            Step::Come(_, line) => ('+', line),
        };
        text.push_str(&format!("{sign}{line}\n"));
    }
    text
}

/// A line with its index in the text before: in both texts, only before, only after.
enum Step<'a> {
    Same(usize, &'a str),
    Gone(usize, &'a str),
    Come(usize, &'a str),
}

/// How far the next equal lines are looked for. Changes replace lines, and add a few.
const WINDOW: usize = 16;

fn steps<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Step<'a>> {
    let mut steps = Vec::new();
    let (mut a, mut b) = (0, 0);
    while a < old.len() || b < new.len() {
        let equal = |a: usize, b: usize| old.get(a).is_some_and(|line| new.get(b) == Some(line));
        let (mut gone, mut come) = (0, 0);
        if !equal(a, b) {
            let near = (1..=WINDOW)
                .find_map(|sum| (0..=sum).map(|gone| (gone, sum - gone)).find(|(gone, come)| equal(a + gone, b + come)));
            (gone, come) = near.unwrap_or((1, 1));
        }
        steps.extend(old.iter().enumerate().skip(a).take(gone).map(|(at, line)| Step::Gone(at, line)));
        steps.extend(new.iter().skip(b).take(come).map(|line| Step::Come(a, line)));
        (a, b) = ((a + gone).min(old.len()), (b + come).min(new.len()));
        if equal(a, b) {
            steps.push(Step::Same(a, old[a]));
            (a, b) = (a + 1, b + 1);
        }
    }
    steps
}
