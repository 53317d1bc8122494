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

    /// <summary>The answer to a question that was asked back.</summary>
    private static Decision? Pick(string text, AnalysedText question, Decision previous)
    {
        if (previous.Kind != ReplyKind.AskBack)
        {
            return null;
        }

        var offers = previous.Candidates;
        var place = FollowUp.Ordinal(text) ?? (FollowUp.IsYes(text) ? 0 : null);
        if (place is { } number && number < offers.Count)
        {
            return Decision.Of(ReplyKind.Answer, offers[number < 0 ? offers.Count - 1 : number]);
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
        var leans = FollowUp.LeansOnDialogue(text) || alone.Query.ContentCount <= 1;
        var standalone = Judge(alone, !leans && BareTopic.Is(text));
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
            var close = candidates.Where(c => c.Own >= top.Own * Thresholds.Close).Take(Offers).ToArray();
            if (close.Length > 1)
            {
                return Decision.Of(ReplyKind.AskBack, close);
            }
        }

        return top.Score >= Thresholds.Answer ? Decision.Of(ReplyKind.Answer, top)
            : top.Score >= Thresholds.Unsure ? Decision.Of(ReplyKind.AskBack, candidates.Where(c => c.Score >= top.Score - Thresholds.Near).Take(Offers))
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

    private const int ShortReply = 6; // terms

    /// <summary>Fitted on the development part of the evaluation questions.</summary>
    internal static class Thresholds
    {
        public static float Answer = 0.5f;
        public static float Unsure = 0.42f;
        public static float Nearby = 0.3f;
        public static float Close = 0.65f;
        public static float OwnSound = 0.6f;
        public static float Near = 0.08f;
        public static float WholeHeading = 0.75f;
        public static float VagueCovered = 0.5f;
        public static float BeforeWeight = 0.7f;
    }
}
