using System.Collections.Concurrent;
using LinlyTalker.Brain.Domain;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Personas;
using LinlyTalker.Brain.Retrieval;
using LinlyTalker.Brain.Shelves;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Serving;

/// <summary>Personas with their knowledge, opened when they are first asked for.</summary>
/// <param name="documents">From which they answer their givers besides.</param>
internal sealed class CompanionShelf(Settings settings, ModelStore store, KnowledgeShelves documents) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Opened>>> opened = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The default one first.</summary>
    public IReadOnlyList<string> Names() =>
        [.. new[] { Default }.Concat(Own()).Concat(KnowledgeComposition.Names()).Distinct(StringComparer.OrdinalIgnoreCase)];

    public Persona PersonaOf(string name) =>
        KnowledgeComposition.PersonaOf(KnowledgeComposition.Folder(name, store.Home));

    /// <param name="name">Empty: the default.</param>
    /// <exception cref="UnknownNameException">There is none; no path is looked at.</exception>
    public async Task<Opened> OpenAsync(string name, CancellationToken cancellation)
    {
        var known = name.Length == 0 ? Default : Names().FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UnknownNameException($"There is no companion {name}; there are: {string.Join(", ", Names())}.");
        var opening = opened.GetOrAdd(known, n => new(() => ReadAsync(n)));
        try
        {
            return await opening.Value.WaitAsync(cancellation);
        }
        catch (Exception) when (opening.Value.IsFaulted)
        {
            opened.TryRemove(new(known, opening)); // mended, it opens the next time
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var companion in opened.Values.Where(o => o.IsValueCreated))
        {
            await Task.WhenAny(companion.Value);
            if (companion.Value.IsCompletedSuccessfully)
            {
                (await companion.Value).Knowledge.Dispose();
            }
        }
    }

    private string Default => settings.Knowledge.Length > 0 ? settings.Knowledge : settings.Persona;

    private IEnumerable<string> Own()
    {
        var root = Path.Combine(store.Home.Data, "knowledge");
        return !Directory.Exists(root) ? []
            : Directory.EnumerateFiles(root, PersonaFile.Name, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
                .Select(f => Path.GetRelativePath(root, Path.GetDirectoryName(f)!).Replace('\\', '/'))
                .Order(StringComparer.Ordinal);
    }

    private async Task<Opened> ReadAsync(string name)
    {
        var folder = KnowledgeComposition.Folder(name, store.Home);
        var persona = KnowledgeComposition.PersonaOf(folder);
        var knowledge = await KnowledgeComposition.OpenAsync(folder, store, CancellationToken.None);
        return new Opened(name, persona, new PersonalResponder(new SearchedBase(knowledge), documents), KnowledgeDomain.Of(knowledge, persona), knowledge);
    }

    internal sealed record Opened(
        string Name, Persona Persona, PersonalResponder Brain, DomainText Domain, KnowledgeBase Knowledge)
    {
        public void Deconstruct(out string name, out Persona persona, out PersonalResponder brain, out DomainText domain) =>
            (name, persona, brain, domain) = (Name, Persona, Brain, Domain);
    }
}
