/* Dim by itself in the hours in which people sleep, before anything is drawn: a page without a server has no other way. */
{
  const hour = new Date().getHours();
  if (hour >= 21 || hour < 7) document.documentElement.dataset.mood = "night";
}
