using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Flow;
using LinlyTalker.Tests.House;

namespace LinlyTalker.Tests.Brain.Responding;

/// <summary>A conversation with a shipped base, in text.</summary>
internal sealed class Dialogue(KnowledgeBase knowledge, Persona persona) : IDisposable
{
    private readonly KnowledgeResponder responder = new(knowledge);
    private readonly List<DialogueMessage> history = [];

    public static async Task<Dialogue> With(string name)
    {
        var folder = Path.Combine(Repository.Root, "knowledge", name);
        var knowledge = await KnowledgeBase.OpenAsync(folder, null, new TextAnalyser(Synonyms.Default), TestContext.Current.CancellationToken);
        return new Dialogue(knowledge, LinlyTalker.Brain.Personas.PersonaFile.Read(Path.Combine(folder, "persona.yaml")));
    }

    public IReadOnlyList<ReplyPiece> Pieces { get; private set; } = [];

    public async Task<string> Ask(string text)
    {
        Pieces = await responder.ReplyAsync(Request(text), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var reply = string.Concat(Pieces.Select(p => p.Text));
        history.Add(new DialogueMessage(DialogueRole.User, text));
        history.Add(new DialogueMessage(DialogueRole.Assistant, reply));
        return reply;
    }

    public ReplyKind Kind(string text) => responder.Decide(Request(text)).Kind;

    public void Dispose() => knowledge.Dispose();

    private ReplyRequest Request(string text) => new()
    {
        User = UserId.Local,
        Conversation = new ConversationId("test"),
        Persona = persona,
        Utterance = Utterance.Typed(text, persona.Language),
        History = [.. history],
    };
}
