using LinlyTalker.Cli.Composition;
using LinlyTalker.Face.Avatars;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Serving;

/// <summary>The faces of a server: the one that it is set up with, the portraits that are here, and users' own.</summary>
internal static class Faces
{
    /// <summary>Of a photo that <c>--portrait</c> names.</summary>
    private const string Given = "portrait";

    /// <param name="note">Told what the server's own portrait will not do well.</param>
    /// <param name="root">Where users' own are kept; null: in the data home.</param>
    /// <exception cref="Core.Errors.InputException">The photo that the server is set up with cannot be read, or shows no face.</exception>
    public static AvatarGallery Open(Settings settings, ModelStore store, Action<string> note, TimeProvider time, string? root = null)
    {
        var cabinet = new PortraitCabinet(store, note);
        string[] names = [.. store.Catalogue.Entries
            .Where(e => e.Kind == "portrait" && store.Has(e.Name))
            .Select(e => e.Name["portrait-".Length..])
            .OrderBy(name => name != settings.Portrait)
            .ThenBy(name => name != PortraitCabinet.Default)];
        var isGiven = settings.Portrait.Length > 0 && !names.Contains(settings.Portrait);
        if (isGiven)
        {
            cabinet.Open(settings.Portrait, CancellationToken.None); // Refused now, and not to the first who asks for it.
        }

        ShippedFace[] shipped =
        [
            .. isGiven ? [Face(Given, settings.Portrait)] : Array.Empty<ShippedFace>(),
            .. names.Select(name => Face(name, name)),
        ];
        return new AvatarGallery(
            root ?? Path.Combine(store.Home.Data, "avatars"),
            shipped,
            PortraitCabinet.OpenPreparation(store),
            new AvatarOptions(),
            time);

        ShippedFace Face(string id, string nameOrPath) =>
            new(id, id, () => cabinet.Open(nameOrPath, CancellationToken.None));
    }
}
