using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Brain.Personas;

/// <summary>
/// All personas below some folders: every <see cref="PersonaFile.Name"/> at most two folders deep. They are read when first
/// asked for. A persona is found by its name, or by its folder as <c>shop/en</c>.
/// </summary>
public sealed class PersonaFolder : IPersonas
{
    private const int Depth = 2;

    private readonly Lazy<IReadOnlyList<(string Key, Persona Persona)>> personas;

    /// <param name="roots">Those that do not exist are passed over; of two personas with one name the first root's is found.</param>
    public PersonaFolder(params IReadOnlyList<string> roots) => personas = new(() => [.. roots.SelectMany(Read)]);

    public IReadOnlyList<Persona> All => [.. personas.Value.Select(p => p.Persona)];

    public Persona? Find(string name) => personas.Value.FirstOrDefault(p =>
        p.Key.Equals(name?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
        || p.Persona.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Persona;

    private static IEnumerable<(string Key, Persona Persona)> Read(string root) => !Directory.Exists(root)
        ? []
        : Directory.EnumerateFiles(root, PersonaFile.Name, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = Depth })
            .Order(StringComparer.Ordinal)
            .Select(f => (Path.GetRelativePath(root, Path.GetDirectoryName(f)!).Replace('\\', '/'), PersonaFile.Read(f)));
}
