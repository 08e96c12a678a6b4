//! A security question: one of a list, or the user's own.

use serde::Deserialize;
use serde::Serialize;

use super::Activity;
use super::Authenticator;
use super::Challenge;
use super::Facts;
use super::Progress;
use super::Refused;
use super::Selection;
use super::seed::Seed;
use crate::forms::ion::Choice;
use crate::forms::ion::Field;
use crate::forms::message::Message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::Policy;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;

const FACTS: Facts = Facts {
    name: "security_question",
    key: "security_question",
    kind: "security_question",
    id: "autLocalOrgQuest0001",
    enrollment_prefix: "qae",
    seed: "answer",
    label: "Security Question",
    methods: &[("security_question", "Security Question")],
    asks_for: "the answer to the security question",
};

/// The questions of the list, by their keys.
const QUESTIONS: &[(&str, &str)] = &[
    ("disliked_food", "What is the food you least liked as a child?"),
    ("name_of_first_plush_toy", "What is the name of your first stuffed animal?"),
    ("first_award", "What did you earn your first medal or award for?"),
    ("favorite_toy", "What is the toy/stuffed animal you liked the most as a kid?"),
    ("first_computer_game", "What was the first computer game you played?"),
    ("favorite_movie_quote", "What is your favorite movie quote?"),
    ("first_thing_cooked", "What was the first thing you learned to cook?"),
    ("favorite_vacation_location", "Where did you go for your favorite vacation?"),
];
/// The key of a question of the user's own.
const OWN: &str = "custom";
const KEY: &str = "credentials.questionKey";
const QUESTION: &str = "credentials.question";
const ANSWER: &str = "credentials.answer";
const SHORTEST: usize = 4;

/// A question that a user has answered.
#[derive(Debug, Serialize, Deserialize)]
struct Answered {
    key: String,
    question: String,
    answer: String,
}

#[derive(Debug)]
pub(super) struct SecurityQuestion;

impl Authenticator for SecurityQuestion {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    /// Keeps the key and the question that are to be shown.
    fn begin(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        activity: Activity,
        _: Selection<'_>,
    ) -> Result<Progress, Refused> {
        let answered = enrolled(step, verification).filter(|_| activity == Activity::Verify);
        Ok(Progress::Waiting(answered.map(|it| format!("{} {}", it.key, it.question))))
    }

    fn answer_fields(&self, _: &Policy, _: Activity) -> Vec<Field> {
        vec![Field::text("answer", "answer").required()]
    }

    fn answer(&self, policy: &Policy, challenge: &Challenge) -> Field {
        let shown = match &challenge.progress {
            Progress::Waiting(Some(shown)) => shown.split_once(' '),
            _ => None,
        };
        if let Some((key, question)) = shown {
            let mut fields = vec![Field::fixed("questionKey", key).labelled(question.to_owned())];
            fields.extend(self.answer_fields(policy, challenge.activity));
            return Field::object("credentials", fields).required();
        }
        let answer = || Field::text("answer", "Answer").required().secret();
        let listed = QUESTIONS.iter().map(|(key, question)| Choice::plain(question, key)).collect();
        let from_list = vec![
            Field::one_of("questionKey", "Choose a security question", listed).required(),
            answer(),
        ];
        let own = vec![
            Field::preset("questionKey", OWN, true),
            Field::text("question", "Create a security question").required(),
            answer(),
        ];
        let options = vec![
            Choice::of("Choose a security question", from_list),
            Choice::of("Create my own security question", own),
        ];
        Field::object_of("credentials", options).required()
    }

    fn check(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        challenge: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused> {
        let answer = sent.text(ANSWER);
        if challenge.activity == Activity::Verify {
            let right = enrolled(step, verification)
                .is_some_and(|it| it.answer.to_lowercase() == answer.to_lowercase());
            let refused = || Refused::guess(answer, Some(ANSWER), wrong());
            return if right { Ok(None) } else { Err(refused()) };
        }
        let key = sent.text(KEY);
        let listed = QUESTIONS.iter().find(|(listed, _)| *listed == key);
        let question = match listed {
            Some((_, question)) => (*question).to_owned(),
            None if key == OWN && !sent.text(QUESTION).is_empty() => sent.text(QUESTION).to_owned(),
            None if key == OWN => return Err(Refused::at(QUESTION, missing())),
            None => return Err(Refused::at(KEY, missing())),
        };
        if answer.chars().count() < SHORTEST {
            return Err(Refused::at(ANSWER, too_short()));
        }
        if question.to_lowercase().contains(&answer.to_lowercase()) {
            return Err(Refused::at(ANSWER, in_question()));
        }
        let (key, answer) = (key.to_owned(), answer.to_owned());
        Ok(Some(Enrollment::of(&Answered { key, question, answer })))
    }

    fn amr(&self, _: &Progress) -> &'static str {
        "kba"
    }

    fn seeded(&self, text: &str, _: &mut Random) -> Result<Enrollment, String> {
        let found = text.split_once(": ").and_then(|(key, answer)| {
            let (_, question) = QUESTIONS.iter().find(|(listed, _)| *listed == key)?;
            Some((key, question, answer))
        });
        let (key, question, answer) =
            found.ok_or("a security question is its key, a colon, a space and the answer")?;
        Ok(Enrollment::of(&Answered {
            key: key.to_owned(),
            question: (*question).to_owned(),
            answer: answer.to_owned(),
        }))
    }

    /// Takes `question` besides, for a question of the user's own.
    fn described_by(&self, seed: Seed<'_>, random: &mut Random) -> Result<Enrollment, String> {
        seed.only(&["questionKey", "question", "answer"])?;
        let (key, answer) = (seed.text("questionKey")?, seed.text("answer")?);
        match seed.optional("question")? {
            Some(question) if key == OWN => {
                let [key, question, answer] = [key, question, answer].map(str::to_owned);
                Ok(Enrollment::of(&Answered { key, question, answer }))
            }
            Some(_) => Err(format!("`question` needs `{OWN}` as `questionKey`")),
            None => self.seeded(&format!("{key}: {answer}"), random),
        }
    }

    fn is_seed(&self, enrollment: &Enrollment, text: &str) -> bool {
        let seed = |it: Answered| format!("{}: {}", it.key, it.answer) == text;
        enrollment.read::<Answered>().is_some_and(seed)
    }

    fn option_fields(&self, _: Activity) -> Vec<Field> {
        Vec::new()
    }
}

fn enrolled(step: &StepContext<'_>, verification: &Verification) -> Option<Answered> {
    step.user(verification)?.enrollment(&FACTS)?.read()
}

fn wrong() -> Message {
    Message::error("invalid.answer", "Your answer doesn't match our records. Please try again.")
}

fn missing() -> Message {
    Message::error("model.validation.field.blank", "This field cannot be left blank")
}

fn too_short() -> Message {
    let text = "The security question answer must be at least 4 characters in length";
    Message::error("securityQuestion.answer.tooShort.arg", text)
}

fn in_question() -> Message {
    let text = "The security question answer must not be part of the question";
    Message::error("securityQuestion.answer.inQuestion", text)
}
