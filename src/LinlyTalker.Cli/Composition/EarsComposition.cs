using LinlyTalker.Brain.Domain;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears;
using LinlyTalker.Ears.Alignment;
using LinlyTalker.Ears.LanguageModel;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Composition;

/// <summary>The ears of this machine.</summary>
internal static class EarsComposition
{
    /// <exception cref="LinlyException">A model or a library is missing; the message says how to get it.</exception>
    public static PocketSphinxEars Compose(ModelStore store, EarsOptions? options = null) => new(
        EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")),
        Path.Combine(store.Home.Cache, "ears"),
        options);

    /// <summary>PocketSphinx as the one that hears when a better model fails.</summary>
    /// <exception cref="LinlyException">The model is missing; the message says how to get it.</exception>
    public static PocketSphinxRecogniser Recogniser(ModelStore store) => new(
        EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")).Hearing,
        Path.Combine(store.Home.Cache, "ears"));

    /// <summary>Finds known words in a sound; nothing is loaded before the first.</summary>
    /// <exception cref="LinlyException">The model is missing; the message says how to get it.</exception>
    public static PocketSphinxAligner Aligner(ModelStore store) =>
        new(EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")).Hearing);

    /// <summary>The words of a text file, or of a knowledge base and its persona.</summary>
    /// <param name="place">A file, a folder, or the name of a base as <c>shop/en</c>.</param>
    /// <exception cref="InputException">There is no such thing, or nothing in it.</exception>
    public static async Task<DomainText> DomainAsync(string place, ModelStore store, CancellationToken cancellation)
    {
        if (File.Exists(place))
        {
            return await DomainReader.ReadAsync(place, cancellation);
        }

        var folder = KnowledgeComposition.Folder(place, store.Home);
        using var knowledge = await KnowledgeComposition.OpenAsync(folder, store, cancellation);
        return KnowledgeDomain.Of(knowledge, KnowledgeComposition.PersonaOf(folder));
    }
}
