using System.Runtime.CompilerServices;
using LinlyTalker.Brain.Documents;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Retrieval;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Brain.Wording;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Language.Chinese;

namespace LinlyTalker.Brain.Responding;

/// <summary>
/// Answers from knowledge bases and from nothing else: what the sources say with their names, a question back when several
/// passages may be meant, an honest word when the base does not know. Uses no language model, keeps nothing between calls,
/// and gives the same reply to the same request. Safe for many conversations at once.
/// </summary>
public sealed class KnowledgeResponder : IBrain
{
    private readonly IReadOnlyList<SearchedBase> bases;
    private readonly TextAnalyser analyser;
    private readonly DecisionMaker decisions;

    /// <param name="knowledge">Stays the caller's.</param>
    public KnowledgeResponder(KnowledgeBase knowledge)
        : this([new SearchedBase(knowledge)])
    {
    }

    /// <param name="bases">At least one; answered from as if they were one, the first preferred where two serve as well.</param>
    public KnowledgeResponder(IReadOnlyList<SearchedBase> bases)
    {
        this.bases = bases;
        analyser = bases[0].Knowledge.Analyser;
        decisions = new DecisionMaker(new Retriever(bases), analyser);
    }

    private string[] Topics => [.. bases.SelectMany(b => b.Topics).Distinct().Take(SearchedBase.TopicCount)];

    private Passage[] Examples => [.. bases.SelectMany(b => b.Examples).Take(SearchedBase.ExampleCount)];

    /// <summary>Loads what the first reply would otherwise load; call it while the other organs wake up.</summary>
    public void WarmUp()
    {
        decisions.Decide("How is the unheardof?", []); // an unknown word, so that the vocabulary is loaded too
        _ = (Topics, Examples);
    }

    /// <summary>What the reply would rest on, for measuring and for showing why.</summary>
    public Decision Decide(ReplyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return decisions.Decide(request.Utterance.Text, request.History);
    }

    public async IAsyncEnumerable<ReplyPiece> ReplyAsync(
        ReplyRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellation.ThrowIfCancellationRequested();
        // SQLite works on the caller's thread; the audio's must not wait for it.
        var pieces = await Task.Run(() => Compose(request), cancellation).ConfigureAwait(false);
        foreach (var piece in pieces)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return piece;
        }
    }

    private IEnumerable<ReplyPiece> Compose(ReplyRequest request)
    {
        var decision = Decide(request);
        if (decision.Kind == ReplyKind.Answer)
        {
            var passage = decision.Candidates[0].Passage.Passage;
            var asked = analyser.Analyse(request.Utterance.Text);
            var answer = AnswerExtract.Of(passage.Answer, asked, analyser);
            return PieceCutter.Cut(answer, LanguageOf(answer, request), [new Source(passage.File, passage.Heading)]);
        }

        var language = LanguageOf(request.Utterance.Text, request);
        var phrases = Phrases.For(language);
        var passages = decision.Candidates.Select(c => c.Passage.Passage).ToArray();
        var text = decision.Kind switch
        {
            ReplyKind.AskBack => phrases.AskBack([.. passages.Select(p => p.Heading)]),
            ReplyKind.Unknown => phrases.Unknown(Topics, passages.FirstOrDefault(p => Han.Any(p.Heading) == Han.Any(phrases.TooLong))?.Heading),
            ReplyKind.SmallTalk => SmallTalkReply(decision.SmallTalk!.Value, request.Persona, phrases),
            _ => string.IsNullOrWhiteSpace(request.Utterance.Text) || request.Utterance.Text.Length < 100 ? phrases.NothingAsked : phrases.TooLong,
        };
        var sources = decision.Kind == ReplyKind.AskBack ? passages.Select(p => new Source(p.File, p.Heading)) : [];
        return PieceCutter.Cut(text, language, [.. sources]);
    }

    private string SmallTalkReply(SmallTalk kind, Persona persona, Phrases phrases) => kind switch
    {
        // The persona's own greeting is in the persona's language.
        SmallTalk.Greeting => persona.Greeting.Length > 0 && Phrases.For(persona.Language) == phrases ? persona.Greeting : phrases.Greeting(persona),
        SmallTalk.Thanks => phrases.Thanks,
        SmallTalk.Farewell => phrases.Farewell,
        SmallTalk.WhoAreYou => phrases.WhoAreYou(persona),
        SmallTalk.HowAreYou => phrases.HowAreYou,
        _ => phrases.WhatCanYouDo(Topics, [.. Examples.Select(p => p.Heading)]),
    };

    /// <summary>Chinese by its characters; else the persona's language, unless that is Chinese too.</summary>
    private static string LanguageOf(string text, ReplyRequest request) =>
        Han.Any(text) ? "zh"
        : !request.Persona.Language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? request.Persona.Language
        : text.Any(char.IsLetter) ? "en"
        : request.Persona.Language;
}
