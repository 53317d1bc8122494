using LinlyTalker.Brain.Retrieval;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Brain.Responding;

/// <summary>
/// Decides whether the base answers a question, and with what. A follow-up is resolved by deciding the turn before again:
/// nothing is remembered outside the history that comes with the request.
/// </summary>
internal sealed class DecisionMaker(Retriever retriever, TextAnalyser analyser)
{
    private const int LongestQuestion = 2000; // characters
    private const int TurnsBack = 3;
    private const int Offers = 3;
    private const int ShortReply = 6; // terms

    public Decision Decide(string text, IReadOnlyList<DialogueMessage> history) => Decide(text, history, 0);

    private Decision Decide(string text, IReadOnlyList<DialogueMessage> history, int depth)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestQuestion || !text.Any(char.IsLetterOrDigit))
        {
            return Decision.Of(ReplyKind.NotAQuestion);
        }

        if (SmallTalkRecogniser.Recognise(text) is { } smallTalk)
        {
            return new Decision(ReplyKind.SmallTalk, [], smallTalk);
        }

        var question = analyser.Analyse(text);
        var last = depth < TurnsBack ? LastQuestion(history) : -1;
        if (last < 0)
        {
            return Judge(retriever.Find(question), BareTopic.Is(text));
        }

        var previousText = history[last].Text;
        var previous = Decide(previousText, [.. history.Take(last)], depth + 1);
        return Pick(text, question, previous) ?? Resolve(text, question, previousText, previous);
    }

    /// <summary>What was offered is picked: after a question back, or after "perhaps you would like to ask".</summary>
    private static Decision? Pick(string text, AnalysedText question, Decision previous)
    {
        var offers = previous.Candidates;
        if (previous.Kind is not (ReplyKind.AskBack or ReplyKind.Unknown) || offers.Count == 0)
        {
            return null;
        }

        var place = FollowUp.Ordinal(text) ?? (FollowUp.IsYes(text) ? 0 : null);
        if (place is { } number && number < offers.Count)
        {
            return Decision.Of(ReplyKind.Answer, offers[number < 0 ? offers.Count - 1 : number]);
        }

        if (previous.Kind == ReplyKind.Unknown)
        {
            return null;
        }

        // A word of one offer that the others lack: "the cost", "地址".
        var keys = question.Keys.ToHashSet(StringComparer.Ordinal);
        var named = offers.Select(o => (Offer: o, Count: o.Passage.Questions.Max(q => q.Keys.Count(keys.Contains)))).OrderByDescending(o => o.Count).ToArray();
        return named.Length > 0 && named[0].Count > 0 && (named.Length == 1 || named[0].Count > named[1].Count) && question.Terms.Count <= ShortReply
            ? Decision.Of(ReplyKind.Answer, named[0].Offer)
            : null;
    }

    private Decision Resolve(string text, AnalysedText question, string previousText, Decision previous)
    {
        var alone = retriever.Find(question);
        var continues = FollowUp.LeansOnDialogue(text);
        var isBareTopic = !continues && BareTopic.Is(text);
        var leans = continues || (!isBareTopic && alone.Query.ContentCount <= 1);
        var standalone = Judge(alone, isBareTopic);
        if (!leans && standalone.Kind != ReplyKind.Unknown)
        {
            return standalone;
        }

        var said = previous.Kind == ReplyKind.Answer ? previous.Candidates[0].Passage.Id : -1;
        var topic = said >= 0 ? previous.Candidates[0].Passage.Questions[0].Terms : analyser.Analyse(previousText).Terms;
        // What was asked about carries over, how it was asked (how much, where) does not.
        var (query, candidates) = retriever.Find(question, [.. topic.Where(t => t.Key[0] != '@')], Thresholds.BeforeWeight);
        var left = candidates.Where(c => c.Passage.Id != said && (c.Own > 0 || question.Terms.Count == 0)).ToArray();
        var contextual = question.Terms.Count == 0 && left.Length > 0
            ? Decision.Of(ReplyKind.AskBack, left.Take(Offers))
            : Judge((query, left), isBareTopic: false);
        return contextual.Kind == ReplyKind.Answer || standalone.Kind == ReplyKind.Unknown ? contextual : standalone;
    }

    private static Decision Judge((Query Query, IReadOnlyList<Candidate> Candidates) found, bool isBareTopic)
    {
        var candidates = found.Candidates;
        if (candidates.Count == 0)
        {
            return Decision.Of(ReplyKind.Unknown);
        }

        var top = candidates[0];
        var isOwnQuestion = top.Heading >= Thresholds.WholeHeading && top.Sound >= Thresholds.OwnSound;
        if (isBareTopic && !isOwnQuestion && top.Own >= Thresholds.VagueCovered)
        {
            // Those that are about it, or else those that only mention it.
            var about = candidates.Where(c => c.Asked >= Math.Max(top.Asked, 0.1f) * Thresholds.Close).Take(Offers).ToArray();
            var mention = candidates.Where(c => c.Own >= top.Own * Thresholds.Close).Take(Offers).ToArray();
            if (Math.Max(about.Length, mention.Length) > 1)
            {
                return Decision.Of(ReplyKind.AskBack, about.Length > 1 ? about : mention);
            }
        }

        // A heading that was asked in full is no answer when most of the question is about something else.
        var isCovered = top.Own >= Thresholds.Own || top.Sound >= Thresholds.SameSound;
        return top.Score >= Thresholds.Answer && isCovered ? Decision.Of(ReplyKind.Answer, top)
            : top.Score >= Thresholds.Unsure && isCovered ? Decision.Of(ReplyKind.AskBack, candidates.Where(c => c.Score >= top.Score - Thresholds.Near).Take(Offers))
            : Decision.Of(ReplyKind.Unknown, candidates.Where(c => c.Score >= Thresholds.Nearby).Take(Offers - 1));
    }

    private static int LastQuestion(IReadOnlyList<DialogueMessage> history)
    {
        for (var i = history.Count - 1; i >= 0; i--)
        {
            if (history[i].Role == DialogueRole.User)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Fitted on the development part of the evaluation questions.</summary>
    private static class Thresholds
    {
        public const float Own = 0.45f;
        public const float SameSound = 0.75f;
        public const float Answer = 0.50f;
        public const float Unsure = 0.43f;
        public const float Nearby = 0.3f;
        public const float Close = 0.65f;
        public const float OwnSound = 0.6f;
        public const float Near = 0.08f;
        public const float WholeHeading = 0.75f;
        public const float VagueCovered = 0.5f;
        public const float BeforeWeight = 0.65f;
    }
}
