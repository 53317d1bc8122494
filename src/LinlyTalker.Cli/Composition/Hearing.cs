using LinlyTalker.Core.Errors;
using LinlyTalker.Ears;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Composition;

/// <summary>The ears of this machine.</summary>
internal static class Hearing
{
    /// <exception cref="LinlyException">A model or a library is missing; the message says how to get it.</exception>
    public static PocketSphinxEars Compose(ModelStore store, EarsOptions? options = null) => new(
        EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")),
        Path.Combine(store.Home.Cache, "ears"),
        options);
}
