/* The look of a page without a server, before anything is drawn: the chosen one, else dim in the hours in which people sleep. */
{
  const hour = new Date().getHours();
  let chosen = null;
  try {
    chosen = localStorage.getItem("look");
  } catch {
    // storage is switched off
  }
  const mood = chosen || (hour >= 21 || hour < 7 ? "night" : "");
  if (mood) document.documentElement.dataset.mood = mood;
}
