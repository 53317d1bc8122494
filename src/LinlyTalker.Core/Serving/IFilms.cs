using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Core.Serving;

/// <summary>A film to be made: a face that says a text, or answers a question.</summary>
public sealed record FilmOrder
{
    public required string Text { get; init; }

    /// <summary>The text is a question and the companion's answer is filmed; otherwise the text itself is said.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>As <see cref="IEngines"/> names it; empty: the one that the machine is set up with.</summary>
    public string Companion { get; init; } = "";

    /// <summary>As <see cref="IAvatars"/> names it; empty: the default one.</summary>
    public string Avatar { get; init; } = "";

    /// <summary>An empty voice: the companion's.</summary>
    public SpeakOptions Speak { get; init; } = new();

    /// <summary>BCP 47 tag of a text that is said; empty: the companion's.</summary>
    public string Language { get; init; } = "";

    /// <summary>Side of the square picture in pixels, even; null: as the machine is set up.</summary>
    public int? Size { get; init; }

    /// <summary>Null: as the machine is set up.</summary>
    public int? FramesPerSecond { get; init; }
}

/// <summary>How far a film is.</summary>
/// <param name="Share">0 to 1, by an estimate of how long it will be.</param>
/// <param name="Length">Of what is filmed.</param>
public readonly record struct FilmProgress(double Share, TimeSpan Length);

/// <summary>A film that was made.</summary>
/// <param name="Text">What is said in it.</param>
/// <param name="Lacks">What it had to do without, a sentence each for any client; usually empty.</param>
public sealed record MadeFilm(TimeSpan Length, string Text, IReadOnlyList<Source> Sources, IReadOnlyList<string> Lacks)
{
    /// <summary>What organs failed with meanwhile, for whoever runs the machine.</summary>
    public IReadOnlyList<Exception> Causes { get; init; } = [];
}

/// <summary>Films faces that speak. Every film says in its metadata that it is synthetic.</summary>
public interface IFilms
{
    /// <param name="user">Whose avatars can be shown.</param>
    /// <param name="path">Of the MP4 file, which appears whole or not at all.</param>
    /// <param name="progress">Told with every picture; shall be quick.</param>
    /// <exception cref="UnknownNameException">Its companion, voice or avatar is none, or another user's.</exception>
    /// <exception cref="LinlyException">It cannot be made; the message says why.</exception>
    Task<MadeFilm> MakeAsync(
        FilmOrder order, UserId user, string path, Action<FilmProgress> progress, CancellationToken cancellation = default);
}
