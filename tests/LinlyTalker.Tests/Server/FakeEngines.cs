using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server;

/// <summary>A machine of scripted organs: one companion, one recogniser, one voice.</summary>
internal sealed class FakeEngines : IEngines
{
    public IBrain Brain { get; init; } = new ScriptedBrain("One two. ", "Three four.");

    /// <summary>Null: <see cref="Brain"/> alone.</summary>
    public IReadOnlyList<IBrain>? Brains { get; init; }

    public Func<IEars> Ears { get; init; } = () => new ScriptedEars();

    public IVoice Voice { get; init; } = new ScriptedVoice();

    public IAnimator Animator { get; init; } = new FakeAnimator();

    public string DefaultVoice { get; init; } = "";

    public IEchoCanceller? EchoCanceller { get; init; }

    public ISentenceCutter Cutter { get; } = new FullStopCutter();

    public EngineWatch Watch { get; } = new();

    public ValueTask<IReadOnlyList<EngineDescription>> ListAsync(CancellationToken cancellation = default) => new(
    [
        new("ada", EngineKind.Companion, "Answers", ["en"], DateTimeOffset.UnixEpoch),
        new("scripted", EngineKind.Recogniser, "Hears", ["en"], DateTimeOffset.UnixEpoch),
        new("word", EngineKind.Voice, "Speaks", ["en"], DateTimeOffset.UnixEpoch),
    ]);

    public ValueTask<Companion> CompanionAsync(string name, CancellationToken cancellation = default) => name is "" or "ada"
        ? new(new Companion("ada", new Persona { Name = "Ada", Voice = DefaultVoice }, Organs(), DomainText.Empty))
        : throw new UnknownNameException($"There is no companion {name}.");

    public ValueTask<IEars> EarsAsync(string recogniser, string language, CancellationToken cancellation = default) =>
        recogniser is "" or "scripted" ? new(Ears()) : throw new UnknownNameException($"There is no recogniser {recogniser}.");

    private ConversationOrgans Organs() => new()
    {
        Ears = Ears(),
        Brains = Brains ?? [Brain],
        Cutter = Cutter,
        Voice = Voice,
        Animator = Animator,
        EchoCanceller = EchoCanceller,
    };
}
