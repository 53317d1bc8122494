using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Organs;

/// <summary>The personas that are on this machine.</summary>
public interface IPersonas
{
    IReadOnlyList<Persona> All { get; }

    Persona? Find(string name);
}
