namespace CallQuality.Portal;

/// <summary>A setting from the environment or <c>appsettings.json</c> is not what it should be.</summary>
public sealed class PortalSettingException(Audio.Bilingual text) : Audio.CallQualityException(text);
