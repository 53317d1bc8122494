namespace LinlyTalker.Server.Security.Tls;

/// <summary>What the server proves itself with; read again when the files change, so a renewal needs no restart.</summary>
/// <param name="Certificate">PEM file: the server's own first, then what leads to a known authority.</param>
/// <param name="Key">PEM file, not encrypted.</param>
public sealed record TlsOptions(string Certificate, string Key);
